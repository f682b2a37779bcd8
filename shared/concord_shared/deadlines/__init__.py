"""Deadlines: pure arithmetic over a pack, a calendar and what has happened. They are targets, they decide
nothing."""
