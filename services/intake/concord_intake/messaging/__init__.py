"""What intake tells others."""
