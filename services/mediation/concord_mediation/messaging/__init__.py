"""Which facts of mediation others are told."""
