"""What can happen at any stage, each as one plain sentence."""

from typing import assert_never

from concord_intake.domain import facts as f
from concord_intake.domain.facts import LifeFact
from concord_intake.domain.surveying import RAISER

EFFECTS = {
    "pause": "the case waits for it",
    "parallel": "the case goes on beside it",
    "record": "it is recorded, and the case goes on",
}
SUSPENDED = {
    "all_agree": "every party agreed",
    "outside_body_asks": "an outside body asked for it",
    "outside_route": "a party went to an outside body",
}
RESUMED = {
    "outcome_reported": "the outcome of the outside route was reported",
    "asked_by_party": "a party asked for it",
}
CAPACITIES = {"party": "A party", "mediator": "Whoever mediated", "reviewer": "A reviewer"}


def say_life(fact: LifeFact) -> str:
    match fact:
        case f.SecondLookRequested():
            return "Whoever raised it asked for a second look at the first advice; another office looks again."
        case f.PartyLeft():
            return f"{fact.org} left the case."
        case f.ExternalRemedyRecorded(effect=f.WAITING):
            return f"The procedure of {fact.by_party} that sent it over waits; it is not closed."
        case f.ExternalRemedyRecorded():
            route = fact.kind.replace("_", " ")
            return f"{fact.by_party} went outside ({route}): {EFFECTS.get(fact.effect, fact.effect)}."
        case f.SuspensionProposed():
            return f"{fact.party or 'The coordinator'} proposed to suspend the case."
        case f.SuspensionAgreed():
            return f"{fact.party} agreed to suspend the case."
        case f.CaseSuspended():
            return f"The case is suspended: {SUSPENDED.get(fact.why, fact.why)}."
        case f.CaseResumed():
            return f"The case goes on: {RESUMED.get(fact.why, fact.why)}."
        case f.SupportRequested():
            return f"{fact.by_party or 'Whoever raised it'} asked for support to take part ({fact.kind})."
        case f.SupportProvided():
            return f"Support to take part was provided ({fact.kind})."
        case f.SurveyTaken():
            return f"{_who(fact)} answered the three questions; the answers stand apart from the case."
        case f.CoordinatorObjectedTo():
            return f"{fact.party} objected to a coordinator who works for a party; another one acts."
        case f.LessonRecorded():
            what = "good practice" if fact.kind == "good_practice" else "a lesson"
            return f"{CAPACITIES.get(fact.capacity, 'Somebody')} recorded {what} about the {fact.about}."
        case _:
            assert_never(fact)


def _who(fact: f.SurveyTaken) -> str:
    return "Whoever raised it" if fact.who == RAISER else fact.who
