"""Packs: one Compact each, as data. The model and its look-ups are pure; `loading` alone reads files."""
