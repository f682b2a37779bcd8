"""Append-only stores: facts in envelopes, answers kept, positions heard, all in one transaction."""
