"""What the writer runs for notify."""
