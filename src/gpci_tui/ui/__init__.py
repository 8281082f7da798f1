"""The only Textual: app, screens, modals, widgets, styles."""
