"""Directory: who belongs to what and holds which office, when groups meet, which pack is in force.

Hears nobody. Tells every change, so that each service decides by a copy of its own.
"""
