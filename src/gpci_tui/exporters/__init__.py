"""From what a juror holds to a file's text: Markdown, CSV, JSON. No store, no disk."""
