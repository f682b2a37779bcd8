"""Refusals that no guard of a pack words: the case does not stand so, or the asker is not the one."""

from concord_intake.domain.state import SIGNPOSTED, Case
from concord_shared.packs.guards import Unmet, refusal_of
from concord_shared.packs.model import Pack
from concord_shared.refusals import Refusal

NO_SUCH_CASE = Refusal(
    code="NoSuchCase",
    message="There is no concern with this reference. Check it, character by character.",
    field="case",
)
NOT_ACCEPTED = Refusal(
    code="ConcernNotAccepted",
    message="This is not a case: the concern has not been accepted. First advice comes before anything "
    "that the parties do.",
)
SIGNPOSTED_ALREADY = Refusal(
    code="ConcernNotAccepted",
    message="This concern was sent to its own route and is no case. If something new comes up, raise it as a "
    "new concern.",
)
ALREADY_ADVISED = Refusal(
    code="AlreadyAdvised",
    message="First advice on this concern has been given; the case has gone on from there.",
)
INFORMATION_AWAITED = Refusal(
    code="InformationAwaited",
    message="The raiser was asked for more. Record what was supplied (SupplyInformation), then go on.",
)


def already_closed(state: Case) -> Refusal:
    return Refusal(
        code="AlreadyClosed",
        message=f"This case is closed ({state.closed_for}) and stays as it is. A new concern can be raised.",
    )


def never_accepted(state: Case) -> Refusal:
    return SIGNPOSTED_ALREADY if state.phase == SIGNPOSTED else NOT_ACCEPTED


def stage_not_open(state: Case, pack: Pack) -> Refusal:
    if state.stage is None:
        where = "no stage is open yet: a member of the Compact has to take this up first"
    else:
        where = f"the open stage is '{pack.stage(state.stage.id).label}'"
    return Refusal(code="StageNotOpen", message=f"This cannot be done now: {where}.")


def by_rule(pack: Pack, command: str, stage: str | None, unmet: Unmet) -> Refusal:
    """Worded and sourced by the first guard that binds the command, where there is one."""
    guard = next(iter(pack.guards_for(command, stage)), None)
    if guard is not None:
        return refusal_of(guard, unmet, pack)
    return Refusal(code=unmet.code, message=unmet.why or unmet.code, field=unmet.field)
