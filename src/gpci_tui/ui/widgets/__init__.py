"""Widgets that report with messages and never decide."""
