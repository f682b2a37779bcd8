"""What happens in an investigation, a review and the answers to it, and what is allowed: pure."""
