"""Runs Concord: the command line, everything on one machine, scenarios. Decides nothing itself."""
