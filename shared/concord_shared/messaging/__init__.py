"""How services hear and tell over NATS: subjects, provisioning, relay, inbound, requests."""
