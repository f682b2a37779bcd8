"""Reports RP1 to RP10 (handbook 6.3): gathered from the services' answers, then written as HTML, PDF, JSON or text."""
