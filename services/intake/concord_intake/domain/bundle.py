"""One decision about two cases: what happens to the one it was asked of, and what to the other."""

from typing import assert_never, get_args

from concord_intake.domain import bundle_merge, bundle_split
from concord_intake.domain.bundle_commands import (
    AgreeMerge,
    AgreeSplit,
    BundleCommand,
    LinkCases,
    MergeCases,
    SplitCase,
)
from concord_intake.domain.bundle_pair import Pair, Two, both_refused
from concord_intake.domain.clockwork import with_clocks
from concord_intake.domain.refusals import NO_SUCH_CASE, already_closed, never_accepted, stage_not_open, suspended
from concord_intake.domain.state import AWAITING, CLOSED, NOT_RAISED, RECEIVED, SIGNPOSTED
from concord_shared.refusals import Refusal

COMMANDS: tuple[type[BundleCommand], ...] = get_args(BundleCommand)


def decide(command: BundleCommand, pair: Pair) -> Two:
    """`pair.other` is the case named, or proposed to be merged into; for a split a case that nobody has used yet."""
    refusal = _out_of_place(command, pair)
    if refusal is not None:
        return both_refused(refusal)
    two = _decided(command, pair)
    own = with_clocks(two.own, pair.state, pair.world, pair.world.pack)
    other = with_clocks(two.other, pair.other, pair.other_world, pair.other_world.pack)
    return Two(own, other, two.refusal)


def _out_of_place(command: BundleCommand, pair: Pair) -> Refusal | None:
    """A link may be noted whatever became of the cases; what moves parties takes an open stage."""
    state = pair.state
    if state.phase == NOT_RAISED:
        return NO_SUCH_CASE
    if isinstance(command, LinkCases):
        return None
    if state.phase == CLOSED:
        return already_closed(state)
    if state.phase in (RECEIVED, AWAITING, SIGNPOSTED):
        return never_accepted(state)
    if state.stage is None:
        return stage_not_open(state, pair.world.pack)
    return suspended(state) if state.suspended else None


def _decided(command: BundleCommand, pair: Pair) -> Two:
    match command:
        case SplitCase():
            return bundle_split.propose(command, pair)
        case AgreeSplit():
            return bundle_split.agree(command, pair)
        case MergeCases():
            return bundle_merge.propose(command, pair)
        case AgreeMerge():
            return bundle_merge.agree(command, pair)
        case LinkCases():
            return bundle_merge.link(command, pair)
        case _:
            assert_never(command)
