"""What the writer runs for oversight."""
