"""What notify decides, without any outside world."""
