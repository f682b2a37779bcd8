"""Running one service: its writer, relays, hearing, questions, sweeps and health, for each Compact it serves."""
