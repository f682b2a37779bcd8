"""The text of the letters that a simulation laid down, by notice id."""

from concord.one_machine import Machine


def read_letters(machine: Machine, compact: str) -> dict[str, str]:
    """Reads the outbox: one file for each letter, named for its notice."""
    folder = machine.place.outbox
    if not folder.is_dir():
        return {}
    return {path.stem: path.read_text(errors="replace") for path in sorted(folder.rglob("*")) if path.is_file()}
