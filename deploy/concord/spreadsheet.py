"""Cells that are safe to open in a spreadsheet."""

FORMULAS = ("=", "+", "-", "@")


def defused(cell: object) -> object:
    """Text that a spreadsheet would take for a formula is made plain text."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULAS) else cell
