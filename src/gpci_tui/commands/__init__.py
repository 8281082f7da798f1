"""What ``gpci`` does without its interface: one module per group of commands."""
