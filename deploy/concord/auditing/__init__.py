"""Replays stores without any server running, recomputes what follows from the facts, and names each difference."""
