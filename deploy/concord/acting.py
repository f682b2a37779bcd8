"""Who acts: ``ORGANISATION/OFFICE`` or ``ORGANISATION/OFFICE/OFFICER``."""

import re
from dataclasses import dataclass

from concord.saying import Misused

WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")


@dataclass(frozen=True)
class Acting:
    organisation: str
    office: str
    officer: str | None = None

    def __str__(self) -> str:
        return "/".join(part for part in (self.organisation, self.office, self.officer) if part)


AUDITOR = Acting("system", "auditor")
ADMINISTRATOR = Acting("system", "administrator")


def read_acting(text: str, where: str = "--as") -> Acting:
    """Raises Misused, saying how it is written."""
    parts = text.split("/")
    if len(parts) not in (2, 3) or not all(WORD.fullmatch(part) for part in parts):
        raise Misused(
            f"{where}: '{text}' names nobody. Write the organisation and the office held there, like var/coordinator, "
            "or with the officer: var/coordinator/officer-7."
        )
    return Acting(*parts)
