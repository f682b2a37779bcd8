"""What may be asked about a mediation, and by whom."""
