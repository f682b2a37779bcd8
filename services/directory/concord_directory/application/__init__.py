"""What the writer runs for directory."""
