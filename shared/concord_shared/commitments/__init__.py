"""Commitments as date rules: whether dated facts meet what a Compact says; pure, evidence and never a finding."""
