"""One file for each question that intake answers."""
