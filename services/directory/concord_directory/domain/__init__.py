"""What directory decides, without any outside world."""
