"""When two texts of terms are the same text."""

from hashlib import sha256


def sha256_of(text: str) -> str:
    """Of the text without spaces around it and with plain line ends: a copy by hand still matches."""
    lines = [line.rstrip() for line in text.strip().splitlines()]
    return sha256("\n".join(lines).encode()).hexdigest()
