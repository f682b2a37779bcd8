"""What the group that learns from repeats may record: the dialogue held, the pattern closed."""

from collections.abc import Sequence
from datetime import date

from concord_oversight.domain import commands, facts
from concord_oversight.domain.group_commands import ActionNamed
from concord_oversight.domain.named_actions import KIND as KIND
from concord_oversight.domain.named_actions import any_past, each_recorded
from concord_oversight.domain.pattern import Pattern, next_on
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.envelope import Actor
from concord_shared.packs.compact import RepeatRule
from concord_shared.packs.offices import learning_offices as learning_offices
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed


def record_dialogue(
    command: commands.RecordDialogue,
    state: Pattern,
    actor: Actor,
    on: date,
    rule: RepeatRule,
    fresh: Sequence[str] = (),
) -> Decision:
    """The talk, and those of its actions that have an owner and a date, under the ids in `fresh`."""
    named = named_in(command)
    if refusal := _not_possible(state, actor, rule):
        return refuse(refusal)
    months = rule.closes_when.get("no_new_case_for_months")
    if (command.held_on or on) > on:
        return refuse(NOT_YET_HELD)
    if refusal := any_past(named, on):
        return refuse(refusal)
    held = facts.FurtherDialogueHeld(
        pattern_id=state.pattern_id,
        held_on=command.held_on or on,
        respondents=state.respondents,
        offices_present=command.offices_present,
        actions=tuple(Sealed(KIND, state.pattern_id, _words(each)) for each in command.actions),
        quiet_months=int(months) if months else None,
    )
    return accept(held, *each_recorded(named, fresh, from_pattern=state.pattern_id))


def named_in(command: commands.RecordDialogue) -> tuple[ActionNamed, ...]:
    return tuple(each for each in command.actions if isinstance(each, ActionNamed))


def _words(action: str | ActionNamed) -> str:
    return action.what if isinstance(action, ActionNamed) else action


def close_pattern(command: commands.ClosePattern, state: Pattern, actor: Actor, rule: RepeatRule) -> Decision:
    if refusal := _not_possible(state, actor, rule):
        return refuse(refusal)
    if refusal := reason_given(command.reason):
        return refuse(refusal)
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
    if refusal := not_of_the_group(actor, rule):
        return refusal
    return None if state.open else NOT_OPEN


def not_of_the_group(actor: Actor, rule: RepeatRule) -> Refusal | None:
    """None for a member of the group that learns from repeats."""
    return None if actor.office in learning_offices(rule) else NOT_OF_THE_GROUP


def reason_given(reason: str, field: str = "reason") -> Refusal | None:
    return None if reason.strip() else NO_REASON.model_copy(update={"field": field})


NOT_OPEN = Refusal(
    code="PatternNotOpen",
    message="No open pattern has this id: it never became one, or it is closed.",
    field="pattern_id",
)
NOT_YET_HELD = Refusal(code="DateInFuture", message="Record the dialogue once it has been held.", field="held_on")
NOT_OF_THE_GROUP = Refusal(
    code="NoAuthority",
    message="This is for the group that learns from repeated issues; ask one of its members to record it.",
    field="as",
)
NO_REASON = Refusal(code="ReasonRequired", message="Please say why; the reason is kept with it.", field="reason")
