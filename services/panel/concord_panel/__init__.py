"""Panel: the independent look at a case, and what comes of it.

Decides: who may investigate and review, whether a report is whole, what is recommended, what the answers come to.
Hears: intake (a stage opened, a case rests or ended, parties changed), mediation (who mediated, what all released),
notify (letters delivered), directory (interests and roles: offices are looked at again).
Tells: who looks at the case or no longer does, that a report is in, the recommendation and each answer to it.
"""
