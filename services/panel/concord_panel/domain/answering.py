"""The parties' answers to a recommendation, and what they come to."""

from collections.abc import Mapping
from datetime import date, timedelta

from concord_panel.domain import commands as c
from concord_panel.domain import facts as f
from concord_panel.domain.evolve import LEFT
from concord_panel.domain.evolve_changes import SILENT
from concord_panel.domain.refusing import by_guard, not_a_party, not_in
from concord_panel.domain.state import RESPONSE, Answer, Panel
from concord_shared.deadlines.facts import DeadlineLapsed
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.facts import On
from concord_shared.packs.model import Stage
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed
from concord_shared.world import World

ACCEPT, WITH_CHANGES, REJECT = "accept", "accept_with_changes", "reject"
ACCEPTED, REJECTED = "accepted", "rejected"


def respond(command: c.RespondToRecommendation, state: Panel, world: World) -> Decision:
    refusal = (
        not_in(state, RESPONSE)
        or not_a_party(state, world)
        or _too_late(state, world)
        or _already(command, state, world)
        or by_guard(command, state, world)
    )
    if refusal:
        return refuse(refusal)
    party = world.actor.organisation
    reason = Sealed("panel", state.case, command.reason) if command.reason else None
    answer = Answer(command.response, frozenset(command.takes_up))
    return accept(answered(state, world, party, answer, world.on, reason))


def answered(
    state: Panel, world: World, party: str, answer: Answer, on: date, reason: Sealed | None = None
) -> f.RecommendationResponseRecorded:
    assert state.stage is not None
    stage = world.pack.stage(state.stage.id)
    outcome, counts_on = _comes_to(stage, {**state.answers, party: answer}, state, on)
    return f.RecommendationResponseRecorded(
        stage_id=stage.id,
        party=party,
        response=answer.response,
        takes_up=tuple(sorted(answer.takes_up)),
        reason=reason,
        outcome=outcome,
        counts_on=counts_on,
    )


def counted(state: Panel, world: World) -> tuple[On, ...]:
    """The last answer period is over: what the answers have come to counts from that day."""
    due = state.counts_on is not None and state.counts_on <= world.on
    if state.stage is None or state.counts_on is None or state.suspended or not due:
        return ()
    outcome = outcome_of(world.pack.stage(state.stage.id), state.answers, state.orgs)
    return (On(f.AnswersCounted(stage_id=state.stage.id, outcome=outcome), state.counts_on),) if outcome else ()


def silence(state: Panel, lapse: DeadlineLapsed, on: date, world: World) -> f.RecommendationResponseRecorded | None:
    """What the pack makes of a party's period that ended without its answer."""
    rule = world.pack.deadline(lapse.deadline_id)
    if rule is None or state.stage is None or rule.stage != state.stage.id or lapse.party is None:
        return None
    if rule.on_lapse.do != "treat_as_silent" or lapse.party in state.answers:
        return None
    return answered(state, world, lapse.party, Answer(SILENT), on)


def departed(state: Panel, party: str, world: World) -> f.RecommendationResponseRecorded:
    """The party has left and is waited for no more: with what the others have answered it may be decided."""
    assert state.stage is not None
    stage = world.pack.stage(state.stage.id)
    outcome, counts_on = _comes_to(stage, state.answers, state, world.on) if state.orgs else (None, None)
    result = {"outcome": outcome, "counts_on": counts_on}
    return f.RecommendationResponseRecorded(stage_id=stage.id, party=party, response=LEFT, **result)


def outcome_of(stage: Stage, answers: Mapping[str, Answer], parties: tuple[str, ...]) -> str | None:
    """The outcome of the stage, or None while answers are awaited that it takes."""
    given = {answer.response for answer in answers.values()}
    complete = all(party in answers for party in parties)
    if _waits(stage) and not complete:
        return None
    if REJECT in given:
        return REJECTED
    if SILENT in given:
        return SILENT
    if not complete:
        return None
    return ACCEPTED if _all_changes_taken_up(answers, parties) else REJECTED


def _comes_to(stage: Stage, answers: Mapping[str, Answer], state: Panel, on: date) -> tuple[str | None, date | None]:
    """What the answers come to, or the day on which they are counted: until the last period ends, a party may still go
    on from a rejection."""
    outcome = outcome_of(stage, answers, state.orgs)
    if outcome in (None, ACCEPTED) or not _waits(stage):
        return outcome, None
    last = max((each.due_on for each in state.clocks.values() if each.stage_id == stage.id), default=None)
    return (outcome, None) if last is None or on > last else (None, last + timedelta(days=1))


def _waits(stage: Stage) -> bool:
    """Where the pack lets even a rejection wait for the end of the last period."""
    events = {way.outcome: way.event for way in stage.exits}
    return events.get(REJECTED) == DeadlineLapsed.__name__


def _all_changes_taken_up(answers: Mapping[str, Answer], parties: tuple[str, ...]) -> bool:
    """Changes that one party asks for count once each of the others has taken them up."""
    asking = [party for party in parties if answers[party].response == WITH_CHANGES]
    return all(asks in answers[other].takes_up for asks in asking for other in parties if other != asks)


def _too_late(state: Panel, world: World) -> Refusal | None:
    own = [each for each in state.clocks.values() if each.party == world.actor.organisation and each.is_open]
    if all(world.on <= each.due_on for each in own):
        return None
    return Refusal(code="PeriodEnded", message="The time for this party's answer has ended.")


def _already(command: c.RespondToRecommendation, state: Panel, world: World) -> Refusal | None:
    """An answer stands; only changes that another party has asked for since can still be taken up."""
    strangers = set(command.takes_up) - {party for party in state.orgs if party != world.actor.organisation}
    if strangers:
        return Refusal(code="NotAParty", message="Name another party whose changes are accepted.", field="takes_up")
    if world.actor.organisation not in state.answers or (command.response == ACCEPT and command.takes_up):
        return None
    return Refusal(code="AlreadyAnswered", message="This party has answered; its answer stands.")
