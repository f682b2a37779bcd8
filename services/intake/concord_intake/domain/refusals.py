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

ALREADY_ADOPTED = Refusal(
    code="AlreadyAdopted", message="This case has its parties; it does not wait for anybody to take it up."
)
NOT_CLOSED = Refusal(
    code="CaseStillOpen",
    message="Lessons and answers are asked for once a case is closed; this one is still going on.",
)
NOT_SIGNPOSTED = Refusal(
    code="NotSignposted",
    message="A second look is at advice that sent a concern elsewhere; this one was not sent elsewhere.",
)
SECOND_LOOK_USED = Refusal(
    code="SecondLookUsed", message="A second look was asked for before; the office that looks again has the concern."
)
NO_SECOND_LOOK = Refusal(
    code="NotKnownHere",
    message="This Compact has no second look at what was decided at the start. If something new comes up, raise it as "
    "a new concern.",
)
NOT_SUSPENDED = Refusal(code="NotSuspended", message="This case is not suspended: it goes on as it is.")
SUSPENDED_FOR = {
    "all_agree": "every party agreed to that",
    "outside_body_asks": "an outside body asked for it",
    "outside_route": "a party has gone to an outside body",
}


def suspended(state: Case) -> Refusal:
    why = SUSPENDED_FOR.get(state.suspended or "", "it waits")
    return Refusal(
        code="CaseSuspended",
        message=f"This case is suspended: {why}. It can be resumed (ResumeCase); the parties may also settle, "
        "withdraw, leave or explain meanwhile.",
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
