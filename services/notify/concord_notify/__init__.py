"""Notify: who must be told what, when and how, and whether it reached them.

Hears every service, as the pack's notices say. Tells that a notice was issued, delivered or failed.
"""
