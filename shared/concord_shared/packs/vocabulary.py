"""The words a pack may use (docs/reference/pack-format.md): what services implement, so that a pack can only
name it."""

from typing import Literal

Basis = Literal["text", "ours"]
StageType = Literal[
    "informal",
    "facilitated",
    "investigation",
    "panel_review",
    "response",
    "external_referral",
    "facilitated_external",
]
Sector = Literal["public", "vcs", "private", "cross"]
Status = Literal["draft", "published", "retired", "expired_term"]
DeadlineUnit = Literal["working_day", "week"]
DeadlineKind = Literal["target", "advisory", "reminders"]
OnLapse = Literal["flag_and_notify", "prompt", "remind", "note_fact", "treat_as_silent", "end_of_right"]
ExtendedBy = Literal["all_parties", "appointer", "review_chair", "advice_body"]
RouteEffect = Literal["pause", "record", "parallel"]
ConflictRule = Literal["COI-1", "COI-2", "COI-3", "COI-4", "COI-5"]
RuleKind = Literal[
    "min_duration", "max_duration", "min_notice", "before", "must_exist", "term_target", "min_count", "trend"
]
PeriodUnit = Literal["working_day", "day", "week", "month", "year"]

PREDICATES: dict[str, frozenset[str]] = {
    name: frozenset(parameters.split())
    for name, parameters in {
        "raiser_admitted": "kinds sectors cross_sector time_bar",
        "referral_accepted_from": "sources complainant_agrees",
        "concern_gets_reply": "deadline impossible_when",
        "commitment_is_named": "kinds minimum principle_is_enough if_missing",
        "commitment_or_principle_cited": "kinds minimum principle_only_where_no_commitment_fits",
        "matter_in_scope": "included excluded route_required mixed",
        "in_scope_part_only": "rest",
        "party_is_member": "kinds individual_needs_adoption same_sector",
        "triage_body_unconflicted": "chain conflict effect",
        "second_look_once": "times deadline by decided_by",
        "informal_attempt_recorded": "by of means with fallback support_from minimum effect",
        "no_third_party": "allowed",
        "explanation_invited": "admits refusal",
        "all_parties_confirm_exhaustion": "statements each_for_itself silence",
        "one_party_is_enough": "by needs",
        "next_step_on_request": "asked_by outcome",
        "appointer_in_list": "office appointers",
        "appointer_not_employed_by_party": "chain or_for_investigator",
        "facilitator_trained": "training evidence",
        "facilitator_neutral": "conflict waivable",
        "seat_open_for_case": "seats closed_when pick",
        "preferred_source_first": "organisation unless effect",
        "investigator_independent": "conflict waivable",
        "all_parties_consent": "before deadline",
        "mediation_voluntary": "by until reason_needed outcome",
        "mediation_confidential": "release else_say",
        "all_parties_confirm_terms": "same_text each_for_itself",
        "further_mediation_supported": "by willing",
        "objection_once": "times before reason_needed",
        "deadline_has_lapsed": "deadline asked_by",
        "report_has_parts": "parts",
        "statement_has_parts": "parts incomplete",
        "delegation_recorded": "by to form",
        "parties_excluded_from_review": ("excluded applies_to_delegated_group conflict waivable full_read_as_reviewer"),
        "members_from_body": "body size",
        "panel_is_cross_sector": ("size sectors_needed sectors_needed_at_least private_member_if_private_party"),
        "panel_members_unlinked": "conflict waivable also_excluded",
        "quorum_met": "quorum of if_too_few",
        "both_sides_heard": "each_offered_the_same declined_counts_as_offered",
        "review_questions_answered": "questions",
        "recommendation_not_binding": "binding kind kinds addressed_to",
        "no_winner_or_loser": "fields_forbidden words_forbidden_in_letters",
        "referred_back_once": "times reason_needed deadline",
        "answer_by_each_party": "answers reason_unless each_for_itself",
        "national_referral_open": "bodies by within binding expected availability",
        "outside_route_open": "kinds ground proof_needed leave_needed effect pause_when ombudsman_only_for",
        "body_signposts_only": "body",
        "champion_named": "minimum_per_signatory authority effect",
        "all_parties_agree": "each_by_own_command silence",
        "withdrawal_by_raising_side": "all_raising_parties one_of_several",
        "dormancy_shown": "quiet_working_days unanswered_reminders apart_working_days",
        "coordinator_replaced_on_objection": "when",
        "lessons_invited": "from mediator_limit deadline",
        "case_is_monitored": "counts_from rule personal_details",
        "compact_review_prompted": "on to",
    }.items()
}

GUARD_EFFECTS = frozenset({"gate", "form_check", "prompt", "advise", "flag", "record", "pause", "parallel"})
"""What a guard's parameter `effect` may say; ``prompt``, ``advise`` and ``flag`` never refuse."""
