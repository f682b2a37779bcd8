"""The predicates of packs that panel answers for reviews; each gives what is missing, or None."""

import re
from typing import Any

from concord_panel.domain import commands as c
from concord_panel.domain.state import REVIEWER, Panel
from concord_panel.domain.ties import Barred, tie_of
from concord_shared.contracts.panel import Member
from concord_shared.packs.guards import Rule, Unmet
from concord_shared.packs.model import Guard
from concord_shared.world import World


def delegation_recorded(guard: Guard, command: Any, _state: Panel, world: World) -> Unmet | None:
    if world.actor.office != guard.params["by"]:
        return Unmet("NotTheReviewBody")
    if command.to_group not in (None, guard.params["to"]):
        return Unmet("UnknownGroup", "The Compact names no such group for it.", "to_group")
    return None


def parties_excluded_from_review(guard: Guard, command: Any, state: Panel, world: World) -> Unmet | None:
    if world.actor.organisation in state.in_dispute:
        return Barred("ReviewerExcluded", reason="organisation_is_party")
    if isinstance(command, c.ConveneReview):
        return None
    return _linked("ReviewerExcluded", world.acting_officer, guard, state, world)


def panel_members_unlinked(guard: Guard, command: Any, state: Panel, world: World) -> Unmet | None:
    """At convening, who is linked is left out; whoever acts later is looked at again."""
    if isinstance(command, c.ConveneReview):
        return None
    if world.actor.organisation in state.in_dispute:
        return Barred("ReviewerExcluded", reason="organisation_is_party")
    return _linked("LinkedMember", world.acting_officer, guard, state, world)


def _linked(code: str, officer: str | None, guard: Guard, state: Panel, world: World) -> Unmet | None:
    office = state.group.office if state.group else REVIEWER
    tie = tie_of(officer, guard, office, state, world) if officer else None
    return Barred(code, f"This person {tie.in_words}.", reason=tie.reason_code) if tie else None


def quorum_met(guard: Guard, command: Any, state: Panel, world: World) -> Unmet | None:
    """Of the members that have no part in the dispute today. At convening `convening.py` asks it of the new group."""
    if isinstance(command, c.ConveneReview):
        return None
    members = state.group.members if state.group else ()
    able = [member for member in members if member.org not in state.in_dispute and _in_office(member, world)]
    return too_few(guard, len(able), state, world)


def too_few(guard: Guard, able: int, state: Panel, world: World) -> Unmet | None:
    needed = guard.params["quorum"]
    if able >= needed:
        return None
    return Unmet("QuorumNotMet", f"There are {able} of {needed}. {_way_out(guard, state, world)}", "members")


def _way_out(guard: Guard, state: Panel, world: World) -> str:
    """The pack says what helps where too few are left."""
    group = world.pack.stage(state.stage.id).group if state.stage else None
    may_delegate = group is not None and group.may_delegate_to not in (None, state.delegated_to)
    if guard.params.get("if_too_few") == "delegate_review" and may_delegate:
        return "The body can hand this case to its delegated group (DelegateReview), which then convenes."
    return "Convene a group of enough members without a part in the case (ConveneReview)."


def _in_office(member: Member, world: World) -> bool:
    return any(role.held_on(world.on) for role in world.directory.roles_of(member.member_ref))


def both_sides_heard(_guard: Guard, command: Any, state: Panel, _world: World) -> Unmet | None:
    if isinstance(command, c.HearParty):
        return None
    missing = [org for org in state.orgs if org not in state.heard]
    return Unmet("PartyNotHeard", f"Still to be heard, or to decline: {', '.join(missing)}.") if missing else None


def review_questions_answered(guard: Guard, command: Any, state: Panel, _world: World) -> Unmet | None:
    if isinstance(command, c.MakeRecommendation):
        return None if state.findings else Unmet("FindingsMissing", "Record the findings first.")
    open_ones = [name for name in guard.params["questions"] if not _answered(name, command, state)]
    return Unmet("FindingsMissing", f"Without an answer: {', '.join(open_ones)}.") if open_ones else None


def _answered(question: str, command: c.RecordFindings, state: Panel) -> bool:
    match question:
        case "is_breach":
            return command.is_breach is not None
        case "fair_hearing_both":
            return set(state.orgs) <= set(command.fair_hearing)
        case "prior_recommendations_reasonable":
            return command.prior_recommendations_reasonable is not None
        case _:
            return bool(command.answers.get(question, "").strip())


def recommendation_not_binding(guard: Guard, command: Any, state: Panel, world: World) -> Unmet | None:
    if command.binding:
        return Unmet("BindingNotAllowed", "Leave out 'binding'.", "binding")
    kinds = guard.params.get("kinds")
    if kinds and command.kind not in kinds:
        return Unmet("KindRequired", f"Say which it is: {', '.join(kinds)}.", "kind")
    output = world.pack.stage(state.stage.id).output if state.stage else None
    if not kinds and command.kind not in (None, output):
        return Unmet("KindRequired", "The Compact knows one kind only: leave 'kind' out.", "kind")
    return None


def no_winner_or_loser(guard: Guard, command: Any, _state: Panel, _world: World) -> Unmet | None:
    words = guard.params.get("words_forbidden_in_letters", ())
    said = " ".join([command.text, *(action.what for action in command.actions)])
    found = [word for word in words if re.search(rf"\b{re.escape(word)}\b", said, re.IGNORECASE)]
    return Unmet("NoWinnerOrLoser", f"Please find other words for: {', '.join(found)}.", "text") if found else None


def referred_back_once(guard: Guard, command: Any, state: Panel, _world: World) -> Unmet | None:
    if state.referrals >= guard.params["times"]:
        return Unmet("AlreadyReferredBack", "It has gone back before.")
    if guard.params.get("reason_needed") and not command.why.strip():
        return Unmet("ReasonRequired", "Say why.", "why")
    return None


RULES: tuple[Rule, ...] = (
    delegation_recorded,
    parties_excluded_from_review,
    panel_members_unlinked,
    quorum_met,
    both_sides_heard,
    review_questions_answered,
    recommendation_not_binding,
    no_winner_or_loser,
    referred_back_once,
)
