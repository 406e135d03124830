"""The workspace file: the only SQL."""
