"""A file in, findings and doubts out; writes nothing."""
