"""How directory speaks to others."""
