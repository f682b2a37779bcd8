"""One case in two: those who agree go on in a case of their own, the others in the first one (handbook 2.0, S15)."""

from concord_intake.domain.bundle_commands import AgreeSplit, SplitCase
from concord_intake.domain.bundle_evolve import without
from concord_intake.domain.bundle_facts import CaseOpenedBySplit, CaseSplit, SplitAgreed, SplitProposed
from concord_intake.domain.bundle_pair import Pair, Two, both_refused, not_agreeing, not_the_coordinator
from concord_intake.domain.bundle_state import Split
from concord_intake.domain.leaving import complete
from concord_intake.domain.membership import RAISING, RESPONDING
from concord_intake.domain.state import Case
from concord_intake.domain.way import open_stage
from concord_shared.contracts.base import Party
from concord_shared.facts import Fact
from concord_shared.packs.model import Pack
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed

CAUSE = "CaseSplit"
RESPONSE = "response"
SIDES = (RAISING, RESPONDING)


def propose(command: SplitCase, pair: Pair) -> Two:
    state, pack = pair.state, pair.world.pack
    stage_id = command.stage_id or state.stage_id or ""
    moved = tuple(dict.fromkeys(command.parties_moved))
    refusal = not_the_coordinator(command, pair) or impossible(moved, state) or never_there(stage_id, state, pack)
    if refusal is not None:
        return both_refused(refusal)
    reason = Sealed("case", state.id, command.reason)
    return Two((SplitProposed(parties_moved=moved, stage_id=stage_id, reason=reason),))


def agree(command: AgreeSplit, pair: Pair) -> Two:
    state, party = pair.state, pair.world.actor.organisation
    split = state.bundle.split or Split((), "")
    refusal = not_agreeing(command, pair, split.parties, split.agreed)
    refusal = refusal or impossible(split.parties, state)
    if refusal is not None:
        return both_refused(refusal)
    agreed = SplitAgreed(party=party)
    if not set(split.parties) <= {*split.agreed, party}:
        return Two((agreed,))
    gone, parties = leaving(state, split.parties), _of(state, split.parties)
    fact = CaseSplit(other_case_ids=(pair.other.id,), parties_moved=gone, parties=parties, stage_id=split.stage_id)
    return Two(
        (agreed, fact, *complete(without(state, gone), CAUSE, pair.world)), _opening(pair, parties, split.stage_id)
    )


def leaving(state: Case, moved: tuple[str, ...]) -> tuple[str, ...]:
    """Those who are no party of the first case any more. A side that would be left without anybody stays there too:
    its concern with the others goes on."""
    sides = [[party.org for party in state.parties if party.side == side] for side in SIDES]
    return tuple(org for side in sides if not set(side) <= set(moved) for org in side if org in moved)


def impossible(moved: tuple[str, ...], state: Case) -> Refusal | None:
    strangers = [org for org in moved if org not in state.orgs]
    if strangers:
        return Refusal(
            code="NotAParty", message=f"No party of this case: {', '.join(strangers)}.", field="parties_moved"
        )
    if {party.side for party in _of(state, moved)} != set(SIDES):
        return _not_possible("The other case needs parties on both sides.")
    if not leaving(state, moved):
        return _not_possible("Nobody would leave this case, so there is nothing to split.")
    return None


def never_there(stage_id: str, state: Case, pack: Pack) -> Refusal | None:
    """Answers need a recommendation, which the other case would not have."""
    if stage_id in state.opened and pack.stage(stage_id).type != RESPONSE:
        return None
    known = [each for each in state.opened if pack.stage(each).type != RESPONSE]
    message = f"The other case opens at a stage that this one has been in: {', '.join(known)}."
    return Refusal(code="StageNotReached", message=message, field="stage_id")


def _opening(pair: Pair, parties: tuple[Party, ...], stage_id: str) -> tuple[Fact, ...]:
    state, world = pair.state, pair.world
    accepted_on = state.accepted_on or world.on
    raising, responding = (tuple(each.org for each in parties if each.side == side) for side in SIDES)
    opened = CaseOpenedBySplit(
        from_case=state.id,
        pack_id=world.pack.id,
        pack_version=world.pack.version,
        raised_on=state.raised.on if state.raised else None,
        accepted_on=accepted_on,
        cited=state.cited,
        raising=raising,
        responding=responding,
        offices_held=tuple(dict.fromkeys((*state.advisers, *pair.offices))),
        trial=state.trial,
    )
    known = Case(pair.other.id, cited=state.cited, advisers=opened.offices_held, trial=state.trial)
    return opened, open_stage(known, world.pack, stage_id, CAUSE, parties, accepted_on=accepted_on)


def _of(state: Case, orgs: tuple[str, ...]) -> tuple[Party, ...]:
    return tuple(party for party in state.parties if party.org in orgs)


def _not_possible(why: str) -> Refusal:
    return Refusal(code="SplitNotPossible", message=f"The case cannot be split so. {why}", field="parties_moved")
