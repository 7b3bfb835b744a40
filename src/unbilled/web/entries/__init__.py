"""Entries: what is done with rows of the list."""
