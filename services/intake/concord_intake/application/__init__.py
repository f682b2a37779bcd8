"""What the writer runs."""
