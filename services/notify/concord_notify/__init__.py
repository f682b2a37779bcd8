"""Notify: who must be told what, when and how, and whether it reached them.

Hears every service, as the pack's notices say. Sends by e-mail, then by post, then by the coordinator's own hand. Tells
that a notice was issued, delivered or failed.
"""
