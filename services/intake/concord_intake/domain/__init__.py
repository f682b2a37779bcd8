"""Pure decisions about a concern and its case."""
