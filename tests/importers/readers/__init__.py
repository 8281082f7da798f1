"""Readers that behave badly, each as a module with ``read``, to be run in a process apart."""
