"""What notify answers."""
