"""Whether somebody holds the office that they act in, by this service's own copy of the directory."""

from datetime import date

from concord_shared.directory import DirectoryCopy
from concord_shared.envelope import SYSTEM, Actor
from concord_shared.refusals import Refusal

ADMINISTRATOR = "administrator"


def may_act(directory: DirectoryCopy, actor: Actor, on: date) -> Refusal | None:
    """None where the office is held on that day. The refusal is a passing one: the role may be assigned and not yet
    heard of here. An installation is set up by ``system/administrator``, whose subject the broker grants to the
    installation alone; it acts under the id of nobody who is known to hold another office."""
    sets_up = (actor.organisation, actor.office) == (SYSTEM, ADMINISTRATOR)
    if sets_up and (actor.officer is None or not directory.officer_exists(actor.officer)):
        return None
    if directory.holding(actor.organisation, actor.office, on, actor.officer) is not None:
        return None
    who = f" by officer {actor.officer}" if actor.officer else ""
    return Refusal(
        code="NoAuthority",
        message=f"The office '{actor.office}' of '{actor.organisation}' is not held{who} on {on:%d %B %Y}. "
        "Check the office and the organisation, or have the role assigned (directory.AssignRole).",
        field="as",
        passing=True,
    )


def identified(directory: DirectoryCopy, actor: Actor, on: date) -> Actor:
    """With the officer's id where one alone holds the office, so that the record says whose hand it was."""
    if actor.officer is not None:
        return actor
    only = directory.only_holder(actor.organisation, actor.office, on)
    return actor.model_copy(update={"officer": only}) if only else actor
