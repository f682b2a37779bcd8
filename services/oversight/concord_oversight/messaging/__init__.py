"""How oversight speaks to others."""
