"""The verbs: one per thing a person can do, called by the command line and the interface."""
