"""What is on record of a question about a case that a rule of the Compact refused (handbook 8.7 row 75, 8.9)."""

import re
from typing import ClassVar

from concord_shared.parts import Service
from concord_shared.running.beside import BesideTheCase, with_beside


class ReadRefused(BesideTheCase):
    """`office` of `org` asked `what`; the officer's id, where it is known, stands in the envelope."""

    stored_name: ClassVar[str] = "reading.refused.v1"
    office: str
    org: str
    what: str
    rule: str


def with_read_refused(service: Service) -> Service:
    """The service with refusals of reading on record in the streams of cases, its first aggregate's."""
    return with_beside(service, (ReadRefused,))


def say_read_refused(fact: ReadRefused) -> str:
    office, what = fact.office.replace("_", " "), re.sub(r"(?<=[a-z])(?=[A-Z])", " ", fact.what).lower()
    return f"{fact.org} asked to read here ({what}) as {office} and was turned away (rule {fact.rule})."
