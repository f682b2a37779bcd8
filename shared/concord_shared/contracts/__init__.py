"""What services tell one another and the world: the public facts, as plain data."""
