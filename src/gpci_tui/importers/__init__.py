"""From files to drafts: no store, no interface."""
