"""What may be asked about an investigation or a review, and by whom."""
