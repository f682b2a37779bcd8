"""Between the stores: what was heard was told, every reaction has its cause, owners of stages took them up."""

from collections.abc import Iterator, Mapping
from typing import Any

from concord.auditing.finding import Finding
from concord.auditing.records import Records
from concord_shared.envelope import REACTION

OWNERS = {
    "facilitated": "mediation",
    "facilitated_external": "mediation",
    "investigation": "panel",
    "panel_review": "panel",
    "response": "panel",
}


def check_heard(all_records: Mapping[str, Records]) -> Iterator[Finding]:
    """A position that was heard must be one that was told."""
    for name, records in all_records.items():
        for upstream, position in records.heard.items():
            told = all_records[upstream].told if upstream in all_records else {}
            if position not in told:
                last = max(told, default=0)
                yield Finding(
                    name, "", 0, f"the position heard of {upstream}", f"told (the last is {last})", str(position)
                )


def check_causes(all_records: Mapping[str, Records]) -> Iterator[Finding]:
    """A reaction names the fact that it answers; that fact must be on record, of the same case and told."""
    told = {event_id: name for name, each in all_records.items() for event_id in each.told.values()}
    for name, records in all_records.items():
        for each in records.facts:
            cause = each.envelope.causation_id
            if each.envelope.actor == REACTION and cause is not None and cause not in told:
                what = f"what {type(each.fact).__name__} was caused by"
                yield Finding(name, each.stream, each.version, what, "a told fact on record", f"{cause} is not")


def check_owners(all_records: Mapping[str, Records]) -> Iterator[Finding]:
    """Each stage that intake opened was taken up by its owner, once that had heard of it."""
    for each in all_records["intake"].facts:
        fact: Any = each.fact
        owner = OWNERS.get(getattr(fact, "stage_type", "")) if type(fact).__name__ == "StageOpened" else None
        if owner is None or all_records[owner].heard.get("intake", 0) < each.position:
            continue
        taken = [one for one in all_records[owner].facts if one.envelope.causation_id == each.envelope.event_id]
        stages = {one.fact.stage_id for one in taken if hasattr(one.fact, "stage_id")}
        if fact.stage_id not in stages:
            found = ", ".join(sorted(stages)) or "nothing"
            what = f"the stage of case {each.envelope.case} that intake opened (fact {each.version})"
            yield Finding(owner, f"{owner}-{each.envelope.case}", 0, what, fact.stage_id, found)


def still_to_hear(all_records: Mapping[str, Records]) -> dict[str, int]:
    """How many told facts each service will hear when it runs again: no difference, only unfinished."""
    waiting = {}
    for name, records in all_records.items():
        for upstream in records.service.hears:
            told = all_records[upstream].told if upstream in all_records else {}
            behind = sum(position > records.heard.get(upstream, 0) for position in told)
            if behind:
                waiting[f"{name} of {upstream}"] = behind
    return waiting
