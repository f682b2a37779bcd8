"""What happens in a mediation, and what is allowed: pure."""
