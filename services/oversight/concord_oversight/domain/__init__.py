"""What oversight decides, without any outside world."""
