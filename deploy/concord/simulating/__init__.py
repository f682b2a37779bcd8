"""Plays a scenario through the real services, with a clock that moves only when all is quiet."""
