"""The predicates that packs name, for intake's commands: each gives what is missing, or nothing."""

from collections.abc import Mapping
from typing import Any

from concord_intake.domain import rules_of_formal, rules_of_life, rules_of_talks, rules_of_triage
from concord_intake.domain.state import Case
from concord_shared.packs.guards import Rule, first_refusal, refusal_of
from concord_shared.refusals import Refusal
from concord_shared.world import World

RULES: Mapping[str, Rule] = {
    "raiser_admitted": rules_of_triage.raiser_admitted,
    "referral_accepted_from": rules_of_triage.referral_accepted_from,
    "concern_gets_reply": rules_of_triage.concern_gets_reply,
    "commitment_is_named": rules_of_triage.commitment_is_named,
    "commitment_or_principle_cited": rules_of_triage.commitment_or_principle_cited,
    "matter_in_scope": rules_of_triage.matter_in_scope,
    "in_scope_part_only": rules_of_triage.in_scope_part_only,
    "party_is_member": rules_of_triage.party_is_member,
    "informal_attempt_recorded": rules_of_talks.informal_attempt_recorded,
    "no_third_party": rules_of_talks.no_third_party,
    "explanation_invited": rules_of_talks.explanation_invited,
    "all_parties_confirm_exhaustion": rules_of_talks.all_parties_confirm_exhaustion,
    "one_party_is_enough": rules_of_talks.one_party_is_enough,
    "all_parties_agree": rules_of_talks.all_parties_agree,
    "withdrawal_by_raising_side": rules_of_talks.withdrawal_by_raising_side,
    "second_look_once": rules_of_life.second_look_once,
    "outside_route_open": rules_of_life.outside_route_open,
    "body_signposts_only": rules_of_life.body_signposts_only,
    "seat_open_for_case": rules_of_formal.seat_open_for_case,
    "national_referral_open": rules_of_formal.national_referral_open,
    "dormancy_shown": rules_of_life.dormancy_shown,
}


def refusal_by_rules(command: Any, state: Case, world: World) -> Refusal | None:
    """The first guard of the pinned pack that `command` does not meet, in its own words."""
    name = type(command).__name__
    found = first_refusal(world.pack, name, state.stage_id, RULES, command, state, world)
    return refusal_of(*found, world.pack) if found else None
