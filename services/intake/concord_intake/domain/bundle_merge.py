"""Two cases made one, where the one is the other over again; and two that only know of each other."""

from concord_intake.domain.bundle_commands import AgreeMerge, LinkCases, MergeCases
from concord_intake.domain.bundle_facts import CasesLinked, CasesMerged, MergeAgreed, MergeProposed
from concord_intake.domain.bundle_pair import Pair, Two, both_refused, not_agreeing, not_the_coordinator
from concord_intake.domain.bundle_state import Merge
from concord_intake.domain.facts import PartyAdded
from concord_intake.domain.refusals import NO_SUCH_CASE, already_closed, stage_not_open
from concord_intake.domain.state import CLOSED, INFORMAL, NOT_RAISED
from concord_intake.domain.way import after_stage
from concord_shared.contracts.base import Party
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed

MERGED, CAUSE = "merged", "CasesMerged"


def propose(command: MergeCases, pair: Pair) -> Two:
    refusal = not_the_coordinator(command, pair) or impossible(pair)
    if refusal is not None:
        return both_refused(refusal)
    reason = Sealed("case", pair.state.id, command.reason)
    return Two((MergeProposed(into=pair.other.id, parties_moved=pair.state.orgs, reason=reason),))


def agree(command: AgreeMerge, pair: Pair) -> Two:
    """With the last of them the case closes, and what it has more of parties the other one gains."""
    state, party = pair.state, pair.world.actor.organisation
    merge = state.bundle.merge or Merge("", ())
    refusal = not_agreeing(command, pair, merge.parties, merge.agreed) or impossible(pair)
    if refusal is not None:
        return both_refused(refusal)
    agreed = MergeAgreed(party=party)
    if not set(state.orgs) <= {*merge.agreed, party}:
        return Two((agreed,))
    joined = joining(pair)
    own = CasesMerged(other_case_ids=(pair.other.id,), into=pair.other.id, parties_moved=state.orgs)
    other = own.model_copy(update={"other_case_ids": (state.id,), "joined": joined})
    ending = after_stage(state, pair.world.pack, MERGED, CAUSE, pair.world.on)
    added = (PartyAdded(org=each.org, side=each.side) for each in joined)
    return Two((agreed, own, *ending), (other, *added))


def link(command: LinkCases, pair: Pair) -> Two:
    state, other = pair.state, pair.other
    refusal = not_the_coordinator(command, pair) or _unknown(pair, "other")
    if refusal is None and other.id in state.bundle.linked:
        refusal = LINKED_ALREADY
    if refusal is not None:
        return both_refused(refusal)
    own, theirs = (
        CasesLinked(
            other_case_ids=(there.id,), reason=Sealed("case", here.id, command.reason) if command.reason else None
        )
        for here, there in ((state, other), (other, state))
    )
    return Two((own,), (theirs,))


def impossible(pair: Pair) -> Refusal | None:
    """Parties join only while the others still talk: a stage of another service began with those it had."""
    other = pair.other
    refusal = _unknown(pair, "into") or _trial_and_real(pair)
    if refusal is not None:
        return refusal
    if other.phase == CLOSED:
        return already_closed(other)
    if other.stage is None:
        return stage_not_open(other, pair.other_world.pack)
    late = [each.org for each in joining(pair)] if other.stage.type != INFORMAL else []
    return _too_late(late) if late else None


def joining(pair: Pair) -> tuple[Party, ...]:
    return tuple(each for each in pair.state.parties if each.org not in pair.other.orgs)


def _unknown(pair: Pair, field: str) -> Refusal | None:
    if pair.other.phase == NOT_RAISED:
        return NO_SUCH_CASE.model_copy(update={"field": field})
    return SAME_CASE.model_copy(update={"field": field}) if pair.other.id == pair.state.id else None


def _trial_and_real(pair: Pair) -> Refusal | None:
    if pair.state.trial == pair.other.trial:
        return None
    message = "One of the two is a trial of the procedure and the other is real: they stay apart."
    return Refusal(code="TrialStaysApart", message=message, field="into")


def _too_late(orgs: list[str]) -> Refusal:
    message = f"The other case is past its talks, so {', '.join(orgs)} cannot join it any more. The two can be linked."
    return Refusal(code="JoinsTooLate", message=message, field="into")


SAME_CASE = Refusal(code="SameCase", message="This is the reference of the case itself; name the other one.")
LINKED_ALREADY = Refusal(code="AlreadyLinked", message="The two cases know of each other already.", field="other")
