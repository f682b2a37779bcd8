"""Three questions after closing, answered by each party once; who answered what is not kept."""

from dataclasses import dataclass
from datetime import date

from concord_intake.domain.apart_facts import SurveyAnswered
from concord_intake.domain.commands import AnswerSurvey
from concord_intake.domain.facts import SurveyTaken
from concord_intake.domain.refusals import by_rule
from concord_intake.domain.standing import is_adviser, is_for_itself
from concord_intake.domain.state import Case
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.facts import Fact
from concord_shared.packs.guards import Unmet
from concord_shared.refusals import Refusal
from concord_shared.world import World

PREFIX = "survey-"
RAISER = "raiser"


@dataclass(frozen=True)
class Survey:
    """Nothing is remembered of answers: they are counted elsewhere."""


def start(_stream: str) -> Survey:
    return Survey()


def evolve(state: Survey, _fact: Fact, _on: date) -> Survey:
    return state


def take(command: AnswerSurvey, state: Case, world: World) -> Decision:
    """What is noted in the case: that this party has answered. The answers themselves: `answers`."""
    who = _speaks_as(state, world)
    if who is None:
        return refuse(by_rule(world.pack, "AnswerSurvey", None, NOT_ASKED))
    if who in state.surveyed:
        return refuse(ANSWERED_BEFORE)
    if not command.model_dump(exclude_none=True):
        return refuse(NOTHING_ANSWERED)
    return accept(SurveyTaken(who=who))


def answers(command: AnswerSurvey) -> SurveyAnswered:
    return SurveyAnswered(fair=command.fair, clear=command.clear, useful=command.useful)


def _speaks_as(state: Case, world: World) -> str | None:
    """A party, or whoever raised it, for itself; through an adviser a party that is named, else the raiser."""
    own = (*state.orgs, *(state.raised.side if state.raised else ()))
    if is_for_itself(world) and world.actor.organisation in own:
        return world.actor.organisation
    if not is_adviser(state, world):
        return None
    behalf = world.actor.on_behalf_of
    if behalf is not None and behalf != world.actor.organisation:
        return behalf if behalf in own else None
    return next(iter(state.raised.side), RAISER) if state.raised else None


NOT_ASKED = Unmet("NoAuthority", "The three questions are for the parties and whoever raised it, each for itself.")
ANSWERED_BEFORE = Refusal(
    code="AlreadyAnswered", message="The three questions were answered for this party already; each answers once."
)
NOTHING_ANSWERED = Refusal(
    code="NothingAnswered",
    message="Answer one of the three at least: fair, clear or useful, from 1 to 5.",
    field="fair",
)
