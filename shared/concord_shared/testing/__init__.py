"""The test kit: given/when/then for decisions, a desk on paper, databases and brokers. Nothing that runs imports it."""
