"""Which facts of panel others are told."""
