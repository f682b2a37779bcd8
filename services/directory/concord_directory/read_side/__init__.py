"""What directory answers."""
