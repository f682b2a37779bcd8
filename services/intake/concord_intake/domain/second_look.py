"""The raiser asks once that another office looks at the first advice again."""

from concord_intake.domain.advice import matter_of, next_office
from concord_intake.domain.commands import AskSecondLook
from concord_intake.domain.facts import SecondLookRequested
from concord_intake.domain.refusals import by_rule
from concord_intake.domain.rules import refusal_by_rules
from concord_intake.domain.standing import is_raiser
from concord_intake.domain.state import Case
from concord_intake.domain.triage import NOT_THE_RAISER
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.sealed import Sealed
from concord_shared.states import changed
from concord_shared.world import World


def ask_second_look(command: AskSecondLook, state: Case, world: World) -> Decision:
    if not is_raiser(state, world):
        return refuse(by_rule(world.pack, "AskSecondLook", None, NOT_THE_RAISER))
    refusal = refusal_by_rules(command, state, world)
    if refusal is not None:
        return refuse(refusal)
    first = state.advised
    asked = matter_of(changed(state, second_look=True))
    return accept(
        SecondLookRequested(
            ground=Sealed("case", state.id, command.ground),
            office=next_office(asked, world),
            first_office=first.office if first else "",
            first_officer=first.officer if first else None,
        )
    )
