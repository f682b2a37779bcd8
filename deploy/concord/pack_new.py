"""A pack to begin with: that of another Compact, with nothing claimed as the text of the new one."""

import re
from collections.abc import Mapping
from typing import Any

import yaml

from concord_shared.packs.model import Pack

HEAD = """# The pack of {title}: a beginning, made from {source}. Every rule is marked as ours: give it a source and
# 'basis: text' where your Compact says it. 'concord packs check FILE' says what is wrong, and what is left to fill;
# docs/how-to/write-a-pack.md walks through it, docs/reference/pack-format.md explains each key.
"""
COMMENTS: Mapping[str, str] = {
    "pack": "Who this is. A draft takes trial cases only. Case references begin with case_prefix.",
    "documents": "The texts that sources point into: list yours, with parts by line, before you give a rule a source.",
    "terminology": "The words that people see, by id.",
    "forms": "What people fill in, and how it is labelled.",
    "principles": "What can be cited besides commitments.",
    "commitments": "What each side undertakes. Numbers are in quotes, and used once. Replace these by yours.",
    "signatories": "Whom the text names.",
    "roles": "Whom the text names for what; who holds an office is kept in the directory.",
    "procedure": "The way through: advice (triage), then the stages in order, each with its ways out and deadlines.",
    "guards": "Rules upon commands; the sentence is what people read on a refusal.",
    "notices": "Letters: the fact that causes one, who gets it, what it must say.",
    "monitoring": "When like cases are noticed as a pattern, and who hears of it.",
    "reporting": "Duties to report.",
    "to_fill": "What is left to do: take an entry out once it is done, or say where the directory shows it (look).",
}
OF_A_TEXT = frozenset({"source", "clause", "reading"})
LEFT_OUT = ("documents", "signatories", "numbering_gaps", "reporting")
TO_FILL = (
    {"what": "the text of the Compact: documents, and sources of the rules", "where": "pack", "needed_for": "go_live"},
    {"what": "commitments and principles of this Compact", "where": "pack", "needed_for": "go_live"},
    {"what": "signatories", "where": "pack", "needed_for": "go_live"},
)


def new_pack(pack_id: str, title: str, prefix: str, source: Pack) -> str:
    """The YAML text of a valid draft: the rules of `source` under another id, all of them ours."""
    data = _ours(source.to_data())
    for part in LEFT_OUT:
        data.pop(part, None)
    data["pack"] = {
        **{key: data["pack"][key] for key in ("conflicts", "calendar")},
        "id": pack_id,
        "title": title,
        "version": "0.1",
        "case_prefix": prefix,
        "status": "draft",
        "text_status": "not_entered",
    }
    known = [each for each in data.get("to_fill", ()) if each["where"] == "directory"]
    data["to_fill"] = [*map(dict, TO_FILL), *known]
    text = re.sub(rf"\b{source.case_prefix}-(?=[A-Z]\d)", f"{prefix}-", _written(data))
    return HEAD.format(title=title, source=source.title) + text


def prefix_of(pack_id: str) -> str:
    """Three capitals for case references, from the letters of the id."""
    letters = "".join(each for each in pack_id.upper() if "A" <= each <= "Z")
    return (letters + "XXX")[:3]


def _ours(value: Any) -> Any:
    """The same rules without any claim that a text says them."""
    if isinstance(value, list):
        return [_ours(each) for each in value]
    if not isinstance(value, dict):
        return value
    kept = {key: _ours(each) for key, each in value.items() if not _claims(key)}
    bases = {key: "ours" for key, each in kept.items() if key.endswith("basis") and each == "text"}
    made = {"basis": "ours"} if "source" in value or "predicate" in value else {}
    deadline = {"length_basis": "ours"} if "starts_on" in value else {}
    return {**kept, **bases, **made, **deadline}


def _claims(key: Any) -> bool:
    return key in OF_A_TEXT or (isinstance(key, str) and key.endswith(("_source", "_clause", "_reading", "_note")))


def _written(data: dict[str, Any]) -> str:
    parts = []
    for key, value in data.items():
        comment = f"\n# {COMMENTS[key]}\n" if key in COMMENTS else ""
        parts.append(comment + yaml.safe_dump({key: value}, sort_keys=False, allow_unicode=True, width=120))
    return "".join(parts)
