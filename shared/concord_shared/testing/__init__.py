"""The test kit: given/when/then for decisions, databases and brokers, scenario builders. Nothing that runs imports it."""
