"""Records in, PDF bytes out: the only reportlab."""
