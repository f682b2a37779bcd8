"""What oversight answers."""
