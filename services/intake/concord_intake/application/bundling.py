"""What the writer runs for a command about two cases: both are fetched, and both are written in one transaction."""

from typing import cast

from concord_intake.application.handlers import unused, world_of
from concord_intake.domain.bundle import decide
from concord_intake.domain.bundle_commands import AgreeMerge, BundleCommand, LinkCases, MergeCases
from concord_intake.domain.bundle_pair import Pair
from concord_intake.domain.refusals import NO_SUCH_CASE
from concord_intake.domain.routing import offices_of
from concord_intake.domain.state import PREFIX, Case
from concord_shared.decisions import Outcome, Write
from concord_shared.packs.model import Pack
from concord_shared.parts import Desk, Request


def on_two_cases(request: Request, desk: Desk) -> Outcome:
    """Answers with the other case's reference once it is bound up with this one."""
    if request.case is None:
        return Outcome(refusal=NO_SUCH_CASE)
    command = cast(BundleCommand, request.command)
    state: Case = desk.load(f"{PREFIX}{request.case}")
    pack = desk.pack(state.pack_version or None)
    other = _other(command, state, desk, pack)
    their_pack = desk.pack(other.pack_version or state.pack_version or None)
    offices = offices_of(desk.kept(state.id))
    two = decide(command, Pair(state, world_of(desk, pack), other, world_of(desk, their_pack), offices))
    own = Write(f"{PREFIX}{state.id}", two.own, case=state.id, pack=(pack.id, pack.version))
    theirs = Write(f"{PREFIX}{other.id}", two.other, case=other.id, pack=(their_pack.id, their_pack.version))
    answer = {"case": state.id, **({"other_case": other.id} if two.other else {})}
    return Outcome((own, theirs), two.refusal, answer)


def _other(command: BundleCommand, state: Case, desk: Desk, pack: Pack) -> Case:
    match command:
        case MergeCases(into=named) | LinkCases(other=named):
            return _case(named, desk)
        case AgreeMerge():
            return _case(state.bundle.merge.into if state.bundle.merge else "", desk)
        case _:
            return _case(unused(desk, pack), desk)


def _case(case: str, desk: Desk) -> Case:
    found: Case = desk.load(f"{PREFIX}{case}")
    return found
