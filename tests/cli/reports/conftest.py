import asyncio
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from concord.reports.catalogue import KINDS
from concord.reports.model import Report
from concord_shared.packs.loading import builtin, load

Answers = Mapping[str, Any]


class Services:
    """Answers questions with what it is given, and keeps what was asked. The pack is the real one."""

    compact = "rotherham"

    def __init__(self, answers: Answers) -> None:
        self.answers, self.asked = {**the_pack(), **answers}, []

    async def ask(self, what: tuple[str, str], who: Any, body: Mapping[str, Any]) -> dict[str, Any]:
        self.asked.append((what, str(who), dict(body)))
        found = self.answers.get(".".join(what))
        if found is None:
            return {"answered": False, "code": "UnknownQuestion", "message": f"{what[0]} has no question of that name."}
        if isinstance(found, str):
            return {"answered": False, "code": "NoAuthority", "message": found}
        return {"answered": True, **(found(body) if callable(found) else found)}


def the_pack() -> Answers:
    pack = load(builtin()["rotherham"])
    kept = {"pack_id": "rotherham", "version": pack.version, "in_force": True, "content": pack.to_data()}
    members = [
        {"org": "var", "name": "Voluntary Action", "signed_on": "2017-03-29"},
        {"org": "rmbc", "name": "Rotherham Council", "signed_on": None},
        {"org": "late", "name": "Late Comers", "signed_on": "2027-06-01"},
    ]
    return {
        "directory.Packs": {"packs": [kept], "more": False},
        "directory.Organisations": {"organisations": members, "more": False},
    }


def blocks(report: Report, kind: str) -> list[Any]:
    """Of every section, in order."""
    return [block for section in report.sections for block in section.blocks if block.kind == kind]


def table(report: Report, caption: str) -> Any:
    return next(each for each in blocks(report, "table") if each.caption.startswith(caption))


@pytest.fixture
def services() -> Callable[[Answers], Services]:
    return Services


@pytest.fixture
def gathered(services) -> Callable[..., Report]:
    """A report from these answers."""

    def gather(asked: Any, answers: Answers) -> Report:
        return asyncio.run(KINDS[asked.what].gather(services(answers), asked))

    return gather
