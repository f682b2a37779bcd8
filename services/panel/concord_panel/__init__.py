"""Panel: the independent look at a case, and what comes of it.

Decides: who may investigate and review, whether a report is whole, what is recommended, what the answers come to.
Hears: intake (a stage opened, a case ended), mediation (who mediated), notify (letters delivered), directory.
Tells: who looks at the case, that a report is in, the recommendation and each answer to it.
"""
