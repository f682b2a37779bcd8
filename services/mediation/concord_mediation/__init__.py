"""Mediation: the stages in which somebody neutral helps the parties to find their own agreement.

Decides: who may mediate, whether all agreed to it, whether terms stand, how the stage ended.
Hears: intake (a stage opened, a case ended), directory.
Tells: who helps, that it settled or failed; never who declined.
"""
