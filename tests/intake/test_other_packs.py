"""Rules that other Compacts give: the same service, another pack."""

from datetime import date

import pytest

from concord_intake.domain import facts
from concord_shared.contracts.base import Seat
from concord_shared.contracts.directory import RoleAssigned
from concord_shared.contracts.mediation import CriticalFriendEngaged
from concord_shared.contracts.panel import StatementLogged
from concord_shared.parts import Refused

from .compacts import ATTEMPT, COORDINATOR, GROUP, LEAD, RAISING, SINCE, TRIED, concern, first_look, in_talks, on_paper
from .compacts import received as raised
from .conftest import actor


@pytest.fixture
def darlington():
    return on_paper("darlington", ("lead_body", "evolution"), ("compact_champion", "allotments"))


@pytest.fixture
def derbyshire():
    return on_paper("derbyshire")


@pytest.fixture
def staffordshire():
    return on_paper("staffordshire")


def test_where_only_organisations_are_admitted_a_person_is_not(darlington):
    body = concern(darlington, raiser_kind="person", raiser_org=None)

    darlington.do("RaiseConcern", LEAD, None, **body).refused("RaiserNotAdmitted", "DAR-G01")


def test_where_the_sides_have_to_be_of_different_sectors_they_are(darlington):
    same = concern(darlington, respondent_orgs=["evolution"])

    darlington.do("RaiseConcern", actor("allotments"), None, **same).refused("RaiserNotAdmitted", "DAR-G01")
    stranger = concern(darlington, respondent_orgs=["a-shop"])
    darlington.do("RaiseConcern", actor("allotments"), None, **stranger).refused("NotACompactMember", "DAR-G02")


def test_advice_names_what_of_it_is_in_scope_where_the_pack_lists_that(darlington):
    case = raised(darlington)

    darlington.advise(case, by=LEAD).refused("OutOfScope", "DAR-G03")
    assert darlington.advise(case, by=LEAD, in_scope=["timely"]).accepted().one(facts.StageOpened)


def test_one_party_is_enough_once_an_attempt_is_on_record(darlington):
    case = raised(darlington)
    darlington.advise(case, by=LEAD, in_scope=["timely"]).accepted()
    attempt = {"held_on": "2027-02-01", "means": "meeting"}

    darlington.do("ConfirmExhausted", actor("council"), case, **TRIED).refused("AttemptNotRecorded")
    darlington.do("RecordInformalAttempt", actor("council"), case, **attempt).refused("NoAuthority", "DAR-G04")
    by_champion = actor("allotments", "compact_champion")
    darlington.do("RecordInformalAttempt", by_champion, case, **attempt).accepted()
    came = darlington.do("ConfirmExhausted", actor("council"), case, **TRIED).accepted()
    assert came.one(facts.FormalResolutionInvoked).basis == "one_party"
    assert came.one(facts.StageOpened).stage_type == "panel_review"


def test_where_a_commitment_is_named_a_principle_is_not_one(derbyshire):
    case = (
        derbyshire.do("RaiseConcern", actor("allotments"), None, **concern(derbyshire, cited=[]))
        .accepted()
        .answer["case"]
    )

    derbyshire.do("CiteCommitments", actor("allotments"), case, cited=["honesty"]).refused(
        "CommitmentNotNamed", "DER-G02"
    )


def test_where_the_pack_says_so_an_outside_route_stops_the_clock_until_its_outcome(darlington):
    case = in_talks(darlington)

    came = darlington.do("RecordExternalRemedy", actor("allotments"), case, date(2027, 2, 15), kind="ombudsman")
    assert came.accepted().names == ["ExternalRemedyRecorded", "CaseSuspended", "DeadlinePaused"]
    assert (came.facts[0].effect, came.one(facts.CaseSuspended).why) == ("pause", "outside_route")
    again = darlington.do("RecordExternalRemedy", actor("council"), case, kind="judicial_review").accepted()
    assert again.names == ["ExternalRemedyRecorded"], "it waits already"
    resumed = darlington.do("ResumeCase", actor("council"), case, date(2027, 4, 6), why="outcome_reported").accepted()
    assert resumed.one(facts.CaseResumed).stage_id == darlington.in_force.first_stage


def test_an_outside_route_that_runs_beside_the_case_is_recorded_as_such(derbyshire):
    case = raised(derbyshire)
    first_look(derbyshire, case).accepted()

    came = derbyshire.do("RecordExternalRemedy", actor("allotments"), case, kind="legal_redress").accepted()
    assert (came.names, came.facts[0].effect) == (["ExternalRemedyRecorded"], "parallel")


def test_champions_are_asked_for_support_where_the_compact_has_them(darlington):
    case = in_talks(darlington)

    asked = darlington.do("AskChampionSupport", actor("council"), case).accepted().one(facts.SupportRequested)
    assert (asked.kind, asked.by_party, asked.detail) == ("champion", "council", None)


def test_where_the_pack_has_no_rule_for_it_no_coordinator_is_replaced(darlington):
    darlington.do("ObjectToCoordinator", actor("council"), in_talks(darlington)).refused("NotKnownHere")


def test_where_the_pack_does_not_ask_for_lessons_those_who_took_part_may_still_give_them(darlington):
    case = in_talks(darlington)
    darlington.do("WithdrawCase", actor("allotments"), case).accepted()

    assert darlington.do("RecordLesson", actor("council"), case, text="Write sooner.").accepted()


def test_a_concern_without_a_commitment_waits_until_one_is_named(derbyshire):
    """Handbook S21.1, S21.2."""
    came = derbyshire.do("RaiseConcern", RAISING, None, **concern(derbyshire, cited=["honesty"])).accepted()
    case = came.answer["case"]
    assert came.one(facts.ConcernInformationRequested).missing_parts == ("commitment",)
    assert derbyshire.load(f"case-{case}").known_as == "awaiting_information"

    derbyshire.do("AcceptConcern", COORDINATOR, case).refused("InformationAwaited")
    named = derbyshire.do("CiteCommitments", RAISING, case, cited=["13.2"]).accepted()
    assert named.names == ["CommitmentsCited", "ConcernInformationSupplied"]
    assert derbyshire.do("AcceptConcern", COORDINATOR, case).accepted().one(facts.StageOpened)


def test_the_commitment_may_be_named_with_what_is_supplied(derbyshire):
    case = raised(derbyshire, cited=[])

    derbyshire.do("SupplyInformation", RAISING, case, text="More.").accepted()
    derbyshire.do("AcceptConcern", COORDINATOR, case).refused("CommitmentNotNamed", "DER-G02")
    derbyshire.do("RequestInformation", COORDINATOR, case, missing=["Which commitment?"]).accepted()
    came = derbyshire.do("SupplyInformation", RAISING, case, cited=["13.2"]).accepted()
    assert came.names == ["CommitmentsCited", "ConcernInformationSupplied"]
    assert derbyshire.do("AcceptConcern", COORDINATOR, case).accepted()


def test_what_was_asked_for_in_words_is_not_answered_by_naming_a_commitment(derbyshire):
    case = raised(derbyshire)
    derbyshire.do("RequestInformation", COORDINATOR, case, missing=["Since when?"]).accepted()

    assert derbyshire.do("CiteCommitments", RAISING, case, cited=["13.1"]).accepted().names == ["CommitmentsCited"]


def test_a_mixed_matter_is_accepted_for_its_compact_part_alone(staffordshire):
    """Handbook S20.3."""
    case, body = raised(staffordshire), {"in_scope": ["compact_working_failed"], "accept": "partly"}

    staffordshire.do("AcceptConcern", GROUP, case, **body).refused("PartsNotNamed", "STA-G02")
    rest = {"out_of_scope": ["contract_breach"], "reason": "contract_breach", "route": "The contract's own procedure"}
    came = staffordshire.do("AcceptConcern", GROUP, case, **body, **rest).accepted()
    assert came.names[:3] == ["ConcernSignposted", "ConcernAccepted", "StageOpened"]
    assert came.one(facts.ConcernSignposted).partial
    accepted = came.one(facts.ConcernAccepted)
    assert (accepted.in_scope, accepted.out_of_scope) == (("compact_working_failed",), ("contract_breach",))


def test_advice_and_check_of_form_do_not_stand_in_for_one_another(darlington, staffordshire):
    advice = {"advice": "yes", "reasons": "A."}

    staffordshire.do("AdviseCompactRelated", GROUP, raised(staffordshire), **advice).refused("NotKnownHere")
    darlington.do("AcceptConcern", LEAD, raised(darlington), in_scope=["timely"]).refused("NotKnownHere")


def test_the_talks_lead_on_in_the_way_of_the_compact_alone(darlington, derbyshire, staffordshire):
    for desk, own in ((darlington, "Confirm"), (derbyshire, "Friend"), (staffordshire, "Group")):
        case = in_talks(desk)
        for command in ("ConfirmExhausted", "ContactCriticalFriend", "ContactWorkingGroup"):
            if own not in command:
                desk.do(command, RAISING, case).refused("NotKnownHere")
        desk.do("ReferToNational", RAISING, case, body="compact_voice").refused("StageNotOpen")
        desk.do("RecordNationalOutcome", COORDINATOR, case, outcome="followed", letter="A.").refused("StageNotOpen")


def test_there_is_no_second_look_where_the_pack_has_none(staffordshire):
    case = raised(staffordshire)
    elsewhere = {"accept": "no", "reason": "contract_breach", "route": "The contract's own procedure"}
    staffordshire.do("AcceptConcern", GROUP, case, **elsewhere).accepted()

    staffordshire.do("AskSecondLook", RAISING, case, ground="Again.").refused("NotKnownHere")


def test_a_chief_officer_stands_in_where_an_organisation_has_no_champion(darlington):
    case = in_talks(darlington)
    darlington.do("RecordInformalAttempt", actor("allotments", "chief_officer"), case, **ATTEMPT).refused("NoAuthority")
    held = {"office": "chief_officer", "org": "council", "employer_org": "council", "starts_on": SINCE}
    darlington.directory.apply(RoleAssigned(officer="o-chief", **held))

    came = darlington.do("RecordInformalAttempt", actor("council", "chief_officer"), case, **ATTEMPT).accepted()

    attempt = came.one(facts.InformalAttemptRecorded)
    assert attempt.supporter.model_dump() == {"office": "champion", "officer": "o-chief", "org": "council"}
    assert attempt.unnamed == ("council",), "DAR-G09 is a flag: it refuses nobody"


def test_an_attempt_without_one_of_the_organisations_does_not_open_the_panel(darlington):
    case = in_talks(darlington)
    champion = actor("allotments", "compact_champion")
    darlington.do("RecordInformalAttempt", champion, case, **ATTEMPT, took_part=["allotments"]).accepted()

    darlington.do("ConfirmExhausted", actor("council"), case, **TRIED).refused("AttemptNotRecorded", "DAR-G04")


def test_whoever_looked_first_or_tried_as_a_champion_is_told_to_those_who_form_a_panel(darlington, staffordshire):
    case = in_talks(darlington)
    darlington.do("RecordInformalAttempt", actor("allotments", "compact_champion"), case, **ATTEMPT).accepted()

    opened = darlington.do("ConfirmExhausted", actor("council"), case, **TRIED).accepted().one(facts.StageOpened)

    assert [each.office for each in opened.offices_held] == ["triage_advice", "champion"]
    first = first_look(staffordshire, raised(staffordshire)).accepted().one(facts.StageOpened)
    assert [(each.office, each.org) for each in first.offices_held] == [("triage_advice", "trust")]


def test_other_routes_that_the_pack_names_are_recorded_too(darlington):
    came = darlington.do("RecordExternalRemedy", RAISING, in_talks(darlington), kind="legal_redress").accepted()

    assert (came.names, came.facts[0].effect) == (["ExternalRemedyRecorded"], "record")


def test_a_body_that_only_points_the_way_has_no_case_to_wait_for(staffordshire):
    case, asked = in_talks(staffordshire), {"kind": "compact_voice_advice"}

    staffordshire.do("RecordExternalRemedy", RAISING, case, **asked, outside_body_asks=True).refused(
        "BodyTakesNoCases", "STA-G13"
    )
    assert staffordshire.do("RecordExternalRemedy", RAISING, case, **asked).accepted()


def test_missing_parts_of_a_statement_are_asked_for_and_no_clock_moves(staffordshire):
    """FT5."""
    case = in_talks(staffordshire)
    staffordshire.do("ContactWorkingGroup", RAISING, case).accepted()
    logged = {"parts_present": ("problem",), "by_party": "allotments"}

    came = staffordshire.hear("panel", StatementLogged(stage_id="panel", missing=("good_outcome",), **logged), case)

    assert came.names == ["ConcernInformationRequested"]
    asked = came.facts[0]
    assert (asked.missing_parts, asked.stage_id, asked.by_party) == (("good_outcome",), "panel", "allotments")
    assert staffordshire.load(f"case-{case}").stage_id == "panel"
    for nothing in (
        StatementLogged(stage_id="panel", **logged),
        StatementLogged(stage_id="responses", missing=("problem",), **logged),
    ):
        assert staffordshire.hear("panel", nothing, case).names == []


def test_whoever_helps_as_a_critical_friend_reads_the_case_without_the_talks(derbyshire):
    case = in_talks(derbyshire)
    friend = actor("trust", "critical_friend", "o-friend")
    engaged = CriticalFriendEngaged(
        seat=Seat(area="derby", sector="public"),
        friend_ref="o-friend",
        friend_org="trust",
        asked_by="allotments",
        directory_position=1,
    )
    with pytest.raises(Refused):
        derbyshire.ask("Case", friend, case=case)

    derbyshire.hear("mediation", engaged, case)

    seen = derbyshire.ask("Case", friend, case=case)
    assert seen["state"] == "open"
    assert "settlement" not in seen
