"""Frozen dataclasses and pure rules: standard library only, no input, no output."""
