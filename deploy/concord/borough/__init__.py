"""A made-up borough's last three years: some forty cases of every kind, the same for the same seed."""
