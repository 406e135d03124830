"""MHHS Desk: a meeting desk for people who speak for a constituency."""

__version__ = "0.1.0"
