"""The words of the pack in force, and the names of organisations: what codes are called on a report."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from concord.acting import Acting
from concord.answers import answered, every
from concord.talking import Talk

SYSTEM, NO_BREAK, LEAD = "system", "\u00a0", "respondent_"
OURS = {
    "reaction": "Concord, on what was told",
    "timer": "Concord, as time passed",
    "auditor": "the auditor",
    "administrator": "the administrator",
}


@dataclass(frozen=True)
class Wording:
    """`commitments` maps a number to what it asks for. A code without a word is shown as it is, spaces for dashes."""

    compact: str
    version: str
    terms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    organisations: Mapping[str, str] = field(default_factory=dict)
    commitments: Mapping[str, str] = field(default_factory=dict)
    deadlines: Mapping[str, str] = field(default_factory=dict)
    themes: Mapping[str, str] = field(default_factory=dict)
    leads: tuple[str, ...] = ()

    def is_lead(self, office: str) -> bool:
        """Whether it speaks for the Compact inside an organisation: those of a respondent that the pack tells of
        patterns."""
        return any(office == name or office.endswith(f"_{name}") for name in self.leads)

    def word(self, code: str) -> str:
        return self.terms.get("words", {}).get(code) or code

    def role(self, office: str) -> str:
        return self.terms.get("roles", {}).get(office) or plain(office)

    def stage(self, stage: str) -> str:
        return self.terms.get("stages", {}).get(stage) or plain(stage)

    def place(self, code: str) -> int:
        """Of a stage in the procedure; 0 for what is none."""
        return 1 + [*self.terms.get("stages", {})].index(code) if code in self.terms.get("stages", {}) else 0

    def state(self, state: str) -> str:
        return self.terms.get("states", {}).get(state) or plain(state)

    def organisation(self, org: str) -> str:
        return self.organisations.get(org, org)

    def actor(self, actor: Mapping[str, Any]) -> str:
        """The office and the organisation, never the person."""
        office, org = str(actor["office"]), str(actor["organisation"])
        if org == SYSTEM:
            return OURS.get(office, f"Concord ({plain(office)})")
        both = self.role(office), self.organisation(org)
        return ", ".join(dict.fromkeys(both))

    def group(self, code: str) -> str:
        """Whatever kind of code it is: a stage, a state, an office, a deadline, a theme."""
        for kind in ("stages", "states", "roles", "sectors"):
            if word := self.terms.get(kind, {}).get(code):
                return word
        if code in self.deadlines:
            return f"{code} {self.deadlines[code]}"
        if code in self.themes:
            return f"{self.themes[code]} ({code})"
        return plain(code)


def plain(code: str) -> str:
    return code.replace("_", " ")


def day(on: date | str) -> str:
    """``13 January 2027``, also from ``2027-01-13``; never broken at a line's end."""
    found = date.fromisoformat(on) if isinstance(on, str) else on
    return f"{found.day} {found:%B %Y}".replace(" ", NO_BREAK)


async def wording(talk: Talk, who: Acting) -> Wording:
    """Of the pack that is in force, or the newest where none is. Raises Trouble."""
    known = await answered(talk, ("directory", "Packs"), who, {"pack_id": talk.compact})
    chosen = next((each for each in known["packs"] if each["in_force"]), known["packs"][-1])
    asked = {"pack_id": talk.compact, "version": chosen["version"], "content": True}
    pack = (await answered(talk, ("directory", "Packs"), who, asked))["packs"][0]
    members = await every(talk, ("directory", "Organisations"), who, {"limit": 1_000}, "organisations", skip="offset")
    return _wording(talk.compact, pack, {each["org"]: each["name"] for each in members})


def _wording(compact: str, pack: Mapping[str, Any], organisations: Mapping[str, str]) -> Wording:
    content = pack["content"]
    told_of_patterns = content["monitoring"]["repeat_rule"]["told"]["pattern"]
    terms = {kind: _said(words) for kind, words in content["terminology"].items() if isinstance(words, Mapping)}
    return Wording(
        compact=terms.get("words", {}).get("compact") or compact,
        version=pack["version"],
        terms=terms,
        organisations=organisations,
        commitments={each["no"]: each["summary"] for each in content["commitments"]},
        deadlines=dict(_deadlines(content)),
        themes={each["theme"]: _place(each) for each in reversed(content["commitments"])},
        leads=tuple(told.removeprefix(LEAD) for told in told_of_patterns if told.startswith(LEAD)),
    )


def _place(commitment: Mapping[str, Any]) -> str:
    """The part and section of the Compact, as far as it has them."""
    return ": ".join(str(commitment[name]) for name in ("part", "section") if commitment.get(name))


def _deadlines(content: Any) -> Iterator[tuple[str, str]]:
    """Wherever in the pack they stand."""
    if isinstance(content, Mapping):
        yield from ((each["id"], each["what"]) for each in content.get("deadlines") or ())
        content = content.values()
    elif not isinstance(content, list):
        return
    for each in content:
        yield from _deadlines(each)


def _said(words: Mapping[str, Any]) -> dict[str, str]:
    return {code: str(word) for code, word in words.items() if word}
