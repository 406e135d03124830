"""Records in, file bytes out."""
