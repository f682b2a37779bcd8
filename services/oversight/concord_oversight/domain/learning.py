"""What the group that learns from repeats may record: the dialogue held, the pattern closed."""

from datetime import date

from concord_oversight.domain import commands, facts
from concord_oversight.domain.pattern import Pattern, next_on
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.envelope import Actor
from concord_shared.packs.compact import RepeatRule
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed

KIND = "pattern"


def learning_offices(rule: RepeatRule) -> frozenset[str]:
    """The first group that is prompted for a review, and whoever the pack lets decide on closing."""
    decides = rule.closes_when.get("or_decided_by")
    return frozenset([*rule.told.compact_review[:1], *([str(decides)] if decides else [])])


def record_dialogue(
    command: commands.RecordDialogue, state: Pattern, actor: Actor, on: date, rule: RepeatRule
) -> Decision:
    if refusal := _not_possible(state, actor, rule):
        return refuse(refusal)
    months = rule.closes_when.get("no_new_case_for_months")
    if (command.held_on or on) > on:
        return refuse(NOT_YET_HELD)
    held = facts.FurtherDialogueHeld(
        pattern_id=state.pattern_id,
        held_on=command.held_on or on,
        respondents=state.respondents,
        offices_present=command.offices_present,
        actions=tuple(Sealed(KIND, state.pattern_id, each) for each in command.actions),
        quiet_months=int(months) if months else None,
    )
    return accept(held)


def close_pattern(command: commands.ClosePattern, state: Pattern, actor: Actor, rule: RepeatRule) -> Decision:
    if refusal := _not_possible(state, actor, rule):
        return refuse(refusal)
    if not command.reason.strip():
        message = "Please say why the pattern is closed; the reason is kept with it."
        return refuse(Refusal(code="ReasonRequired", message=message, field="reason"))
    reason = Sealed(KIND, state.pattern_id, command.reason.strip())
    return accept(_closed(state, "decided", reason))


def close_quiet(state: Pattern, today: date) -> Decision:
    """Closed by itself: talked about, and no new case since for as long as the pack says."""
    due = next_on(state)
    if due is None or due > today:
        return accept()
    return accept(_closed(state, "quiet_since_dialogue"))


def _closed(state: Pattern, why: str, reason: Sealed | None = None) -> facts.RepeatedDisputePatternClosed:
    return facts.RepeatedDisputePatternClosed(
        pattern_id=state.pattern_id, why=why, respondents=state.respondents, reason=reason
    )


def _not_possible(state: Pattern, actor: Actor, rule: RepeatRule) -> Refusal | None:
    if actor.office not in learning_offices(rule):
        message = "This is for the group that learns from repeated issues; ask one of its members to record it."
        return Refusal(code="NoAuthority", message=message, field="as")
    if not state.open:
        message = "No open pattern has this id: it never became one, or it is closed."
        return Refusal(code="PatternNotOpen", message=message, field="pattern_id")
    return None


NOT_YET_HELD = Refusal(code="DateInFuture", message="Record the dialogue once it has been held.", field="held_on")
