"""The rules: records and pure functions, standard library only."""
