"""Intake: is it a Compact matter; the informal stage; the way through the stages, as the one router.

Hears how stages ended (mediation, panel), who held an office, and the directory. Tells which stage is open,
who the parties are and how a case ended. Remembers one stream of facts for each concern.
"""
