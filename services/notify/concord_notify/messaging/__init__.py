"""How notify speaks to others."""
