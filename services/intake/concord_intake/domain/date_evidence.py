"""Dates held against a commitment by a party: evidence in the case, weighed by the pack's own rules."""

from concord_intake.domain.commands import EnterDateEvidence
from concord_intake.domain.facts import DateEvidenceEntered, Entry
from concord_intake.domain.state import Case
from concord_shared.commitments.checking import Checked, NotMeasurable, check
from concord_shared.commitments.entries import EntryWrong
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.packs.model import Pack
from concord_shared.refusals import Refusal
from concord_shared.world import World


def enter(command: EnterDateEvidence, state: Case, world: World, party: str) -> Decision:
    """Refused where the commitment has no date rule, or where an entry cannot be read or is missing: what stands on
    record is met, not met or excused by these dates (handbook 4)."""
    try:
        checked = check(world.pack, command.commitment, command.fields, world.calendar, world.on)
    except NotMeasurable as why:
        return refuse(Refusal(code="NotMeasurableByDates", message=str(why), field="commitment"))
    except EntryWrong as wrong:
        return refuse(Refusal(code="EntryNotUsable", message=str(wrong), field="fields"))
    if checked.result == "undecided":
        return refuse(_undecided(checked, world.pack))
    return accept(
        DateEvidenceEntered(
            by_party=party,
            by_side=state.side_of(party) or "",
            commitment=command.commitment,
            result=checked.result,
            entered=tuple(Entry(field=name, value=value) for name, value in checked.entered),
            rules=checked.rules,
            weighed_on=world.on,
        )
    )


def _undecided(checked: Checked, pack: Pack) -> Refusal:
    asked = checked.commitment
    if checked.missing:
        why = f"These dates cannot decide {asked.no}. Enter as well: {', '.join(checked.missing)}."
    else:
        why = f"These dates cannot decide {asked.no} yet: what it asks for may still come in time."
    place = pack.place(asked.source)
    return Refusal(code="NotDecidedByDates", message=why, field="fields", clause=place, source=asked.source)
