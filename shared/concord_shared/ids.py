"""Ids as a port: case references with a check character, and opaque ids for facts, persons and notices."""

import random
import secrets
from typing import Protocol

ID_BYTES = 16
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Ids(Protocol):
    def case(self, prefix: str) -> str: ...

    def opaque(self) -> str: ...


def check_character(body: str) -> str:
    """Luhn mod 32 over Crockford base 32 characters (handbook 8.1)."""
    total, factor = 0, 2
    for character in reversed(body):
        product = ALPHABET.index(character) * factor
        total += product // 32 + product % 32
        factor = 3 - factor
    return ALPHABET[-total % 32]


def case_id(prefix: str, body: str) -> str:
    """`case_id("ROT", "7K3M9Q")` has the form ``ROT-7K3M-9QE``; `body` is six characters."""
    full = body + check_character(body)
    return f"{prefix}-{full[:4]}-{full[4:]}"


def is_case_id(text: str) -> bool:
    """True for a well-formed reference whose check character is right."""
    parts = text.split("-")
    if len(parts) != 3 or (len(parts[1]), len(parts[2])) != (4, 3):
        return False
    if not (len(parts[0]) == 3 and parts[0].isascii() and parts[0].isalpha() and parts[0].isupper()):
        return False
    full = parts[1] + parts[2]
    return all(c in ALPHABET for c in full) and check_character(full[:6]) == full[6]


class RandomIds:
    """From the system's own source, read in blocks: one system call an id was 3 % of the writer's time."""

    def __init__(self) -> None:
        self._block = b""

    def case(self, prefix: str) -> str:
        return case_id(prefix, "".join(secrets.choice(ALPHABET) for _ in range(6)))

    def opaque(self) -> str:
        """128 random bits in hex."""
        if not self._block:
            self._block = secrets.token_bytes(ID_BYTES * 64)
        taken, self._block = self._block[:ID_BYTES], self._block[ID_BYTES:]
        return taken.hex()


class SeededIds:
    """The same ids in the same order for the same seed: for simulations and tests."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)  # noqa: S311  repeatable on purpose, never a secret

    def case(self, prefix: str) -> str:
        return case_id(prefix, "".join(self._random.choice(ALPHABET) for _ in range(6)))

    def opaque(self) -> str:
        return f"{self._random.getrandbits(128):032x}"
