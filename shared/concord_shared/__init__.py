"""The plumbing that every service is built on: contracts, store, writer, relay, inbound, packs and calendar."""
