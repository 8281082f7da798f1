"""gpci: an offline review tool for award juries."""

__version__ = "0.1.0"
