"""S21, mediation's side: a critical friend is found by the Compact's seats; a seat whose holder has a tie is closed."""

from datetime import date

import pytest

from concord_mediation.domain import facts as f
from concord_mediation.main import service
from concord_shared.contracts import mediation as told
from concord_shared.contracts.base import Asked, OfficeHeld, Seat
from concord_shared.contracts.directory import (
    InterestDeclared,
    OrganisationRegistered,
    RoleAssigned,
    RoleEnded,
)
from concord_shared.contracts.intake import StageClosed
from concord_shared.deadlines.facts import DeadlineSet
from concord_shared.directory import DirectoryCopy
from concord_shared.envelope import Actor
from concord_shared.packs.loading import builtin, load

CONTACTED = date(2027, 3, 2)
STAGE = "critical_friend"
RAISER, COUNCIL = "dale-carers", "derbyshire_cc"
SECTORS = {
    RAISER: "vcs",
    COUNCIL: "public",
    "derby_city_council": "public",
    "peak-voices": "vcs",
    "derby-voices": "vcs",
}
SEATS = {
    COUNCIL: ("derbyshire", "public"),
    "peak-voices": ("derbyshire", "vcs"),
    "derby_city_council": ("derby", "public"),
    "derby-voices": ("derby", "vcs"),
}
TERMS = "The day centre stays open until spring."


def role(org, office, area=None, officer=None):
    named = officer or f"officer-{org}-{office}"
    return RoleAssigned(officer=named, office=office, org=org, employer_org=org, starts_on=date(2020, 1, 1), area=area)


def directory(*without):
    copy = DirectoryCopy()
    for org, sector in SECTORS.items():
        copy.apply(OrganisationRegistered(org=org, name=org, sector=sector, kind="any"))
        copy.apply(role(org, "representative"))
    for org, (area, _) in SEATS.items():
        if org not in without:
            copy.apply(role(org, STAGE, area))
    copy.apply(role("peak-voices", "coordinator"))
    return copy


@pytest.fixture(scope="session")
def derbyshire():
    return load(builtin()["derbyshire"])


@pytest.fixture
def begun(untouched, derbyshire):
    """(asked, without) -> the case on paper, and what came of opening the stage."""

    def begin(asked=("derbyshire", "public"), without=()):
        case = type(untouched)(service(), derbyshire, directory(*without), CONTACTED)
        case.raiser, case.respondent = RAISER, COUNCIL
        seat = Seat(area=asked[0], sector=asked[1]) if asked else None
        came = case.opened(CONTACTED, STAGE, asked=Asked(by_party=RAISER, seat=seat))
        return case, came

    return begin


@pytest.fixture
def case(begun):
    return begun()[0]


def by_friend(case, name, on=None, org="peak-voices", **body):
    return case.by(org, name, on, STAGE, f"officer-{org}-{STAGE}", **body)


def test_a_seat_held_by_a_party_is_closed_and_the_other_of_the_area_is_offered(begun):
    _, came = begun()

    engaged = came.one(f.CriticalFriendEngaged)
    assert engaged.seat == Seat(area="derbyshire", sector="vcs")
    assert (engaged.friend_org, engaged.asked_by) == ("peak-voices", RAISER)
    assert [(each.area, each.sector, each.why) for each in engaged.passed_over] == [
        ("derbyshire", "public", "employed_by_party")
    ]
    due = {fact.deadline_id: fact.due_on for fact in came.facts if isinstance(fact, DeadlineSet)}
    assert due == {"DER-D02": date(2027, 4, 1)}


def test_the_seat_asked_for_is_taken_where_it_is_open(begun):
    assert begun(("derby", "public"))[1].one(f.CriticalFriendEngaged).friend_org == "derby_city_council"


def test_where_no_seat_was_named_the_first_open_one_is_taken(begun):
    assert begun(None)[1].one(f.CriticalFriendEngaged).seat == Seat(area="derby", sector="public")


def test_where_none_is_open_in_the_area_all_are_told_and_a_party_may_ask_for_another(begun):
    case, came = begun(without=("peak-voices",))

    assert {each.why for each in came.one(f.CriticalFriendNotFound).seats} == {"employed_by_party", "vacant"}
    assert told.CriticalFriendNotFound in {type(each) for each in case.told()}
    refused = case.by(RAISER, "EngageCriticalFriend", area="derbyshire", sector="public")
    refused.refused("SeatClosed", "DER-G06")
    assert "derby (vcs)" in refused.refusal.message
    case.by(RAISER, "EngageCriticalFriend", area="leicester", sector="vcs").refused("SeatClosed", "DER-G06")
    came = case.by(COUNCIL, "EngageCriticalFriend", area="derby", sector="vcs").accepted()
    assert (came.one(f.CriticalFriendEngaged).friend_org, came.facts[0].asked_by) == ("derby-voices", COUNCIL)


def test_the_coordinator_finds_one_too_and_nobody_else(begun):
    case, _ = begun(without=("peak-voices",))

    case.by("derby-voices", "EngageCriticalFriend").refused("NotAParty")
    came = case.by("peak-voices", "EngageCriticalFriend", office="coordinator").accepted()
    assert came.one(f.CriticalFriendEngaged).asked_by == RAISER


def test_where_every_seat_is_closed_asking_again_is_refused(begun):
    case, _ = begun(without=("peak-voices", "derby-voices", "derby_city_council"))
    case.by(RAISER, "EngageCriticalFriend").refused("SeatClosed", "DER-G06")


def test_while_one_helps_no_other_is_found(case):
    case.by(RAISER, "EngageCriticalFriend").refused("MediatorInOffice")


def test_nobody_has_to_agree_first_nor_objects_nor_is_appointed(case):
    case.by(RAISER, "ConsentToMediation").refused("NotForeseen")
    case.by(RAISER, "ObjectToMediator", reason="We met.").refused("NotForeseen")
    coordinator = Actor(organisation="peak-voices", office="coordinator")
    case.do("AppointMediator", coordinator, case.case, officer="x").refused("NotAnAppointer")
    case.by("peak-voices", "DeclareLapsed", office="coordinator", asked_by=RAISER).refused("NotForeseen")
    case.by(RAISER, "RecordOutsideResult", result="settled").refused("NotForeseen")


def test_a_tie_declared_later_closes_the_seat_and_another_is_found(begun):
    case, _ = begun(("derby", "public"))
    officer = f"officer-derby_city_council-{STAGE}"
    came = case.directory_tells(InterestDeclared(officer=officer, tie="family", with_org=RAISER))

    checked = came.one(f.OfficeRechecked)
    assert (checked.office, checked.result, checked.rule) == (STAGE, "stood_down", "DER-G12")
    assert came.one(f.CriticalFriendStoodDown).why == "conflict"
    assert came.one(f.CriticalFriendEngaged).friend_org == "derby-voices"
    assert came.names == [
        "OfficeRechecked",
        "CriticalFriendStoodDown",
        "CriticalFriendEngaged",
        "OfficeTaken",
    ]


def test_who_held_an_earlier_office_in_the_case_has_no_seat_in_it(untouched, derbyshire):
    case = type(untouched)(service(), derbyshire, directory(), CONTACTED)
    case.raiser, case.respondent = RAISER, COUNCIL
    held = OfficeHeld(office="mediator", officer=f"officer-peak-voices-{STAGE}", org="peak-voices")
    came = case.opened(CONTACTED, STAGE, asked=Asked(by_party=RAISER, seat=None), offices=(held,))
    assert came.one(f.CriticalFriendEngaged).friend_org == "derby_city_council"
    case.by(RAISER, "EngageCriticalFriend", area="derbyshire", sector="vcs").refused("MediatorInOffice")


def test_a_friend_may_stand_down_and_the_same_seat_is_then_closed(begun):
    case, _ = begun()
    came = by_friend(case, "StandDown").accepted()

    assert came.one(f.CriticalFriendStoodDown).why == "own_wish"
    assert {each.why for each in came.one(f.CriticalFriendNotFound).seats} == {"employed_by_party", "stood_down"}
    by_friend(case, "RecordTerms", text=TERMS).refused("NoMediator")


def test_a_friend_whose_office_ends_is_followed_by_another(begun):
    case, _ = begun(("derby", "vcs"))
    gone = RoleEnded(officer=f"officer-derby-voices-{STAGE}", office=STAGE, org="derby-voices", ended_on=CONTACTED)
    came = case.directory_tells(gone)
    assert came.one(f.CriticalFriendEngaged).friend_org == "derby_city_council"


def test_terms_are_recorded_by_the_friend_and_settle_with_the_last_confirmation(case):
    case.by(RAISER, "RecordTerms", text=TERMS).refused("NotTheMediator")
    case.by(RAISER, "ConfirmTerms", text=TERMS).refused("TermsDiffer", "DER-G15")
    by_friend(case, "RecordTerms", text=TERMS).accepted()
    case.by(COUNCIL, "ConfirmTerms", text="Another text.").refused("TermsDiffer", "DER-G15")
    case.by(RAISER, "ConfirmTerms", text=TERMS).accepted()
    came = case.by(COUNCIL, "ConfirmTerms", text=TERMS).accepted()
    assert came.one(f.MediationSettled).confirmed_by == (RAISER, COUNCIL)


def test_a_friend_with_a_tie_records_no_terms(case):
    interest = InterestDeclared(officer=f"officer-peak-voices-{STAGE}", tie="family", with_org=COUNCIL)
    case.directory.apply(interest)
    by_friend(case, "RecordTerms", text=TERMS).refused("NotNeutral", "DER-G12")


@pytest.mark.parametrize("org", [RAISER, COUNCIL, "peak-voices"])
def test_any_party_or_the_friend_ends_it_without_agreement(case, org):
    as_who = {"office": STAGE, "officer": f"officer-{org}-{STAGE}"} if org == "peak-voices" else {}
    came = case.by(org, "DeclareNoAgreement", date(2027, 4, 1), **as_who).accepted()
    failed = came.one(f.MediationFailed)
    assert (failed.reason, failed.working_days_used) == ("no_agreement", 20)


def test_somebody_else_does_not_end_it(case):
    case.by("derby-voices", "DeclareNoAgreement").refused("NotAParty", "DER-G07")


def test_a_party_ends_it_where_nobody_was_found(begun):
    case, _ = begun(without=("peak-voices",))
    case.by(RAISER, "DeclareNoAgreement").accepted().one(f.MediationFailed)


def test_either_side_may_decline_and_no_reason_is_asked(case):
    came = case.by(COUNCIL, "DeclineMediation").accepted()
    assert (came.one(f.MediationFailed).reason, came.one(f.MediationDeclined).moment) == ("declined", "before_start")


def test_once_it_is_settled_nobody_declines(case):
    by_friend(case, "RecordTerms", text=TERMS).accepted()
    for org in (RAISER, COUNCIL):
        case.by(org, "ConfirmTerms", text=TERMS).accepted()
    case.by(RAISER, "DeclineMediation").refused("StageNotOpen", "DER-G13")


def test_what_was_said_leaves_only_with_the_consent_of_every_party(case):
    case.by(RAISER, "AgreeDisclosure", item_ref="item-1").refused("NothingProposed", "DER-G14")
    item = case.by(RAISER, "ProposeDisclosure", text="They offered a month.", to="review").accepted().answer["item_ref"]
    case.by(RAISER, "AgreeDisclosure", item_ref=item).refused("AlreadyAgreed", "DER-G20")
    case.by(COUNCIL, "AgreeDisclosure", item_ref=item).accepted().one(f.MediationDisclosureAgreed)


def test_when_the_case_ends_the_friend_is_free(case):
    came = case.hear("intake", StageClosed(stage_id=STAGE, outcome="withdrawn"), case.case)
    assert came.one(f.CriticalFriendStoodDown).why == "stage_ended"
    assert came.one(f.MediationEnded).why == "withdrawn"


def test_the_friend_reads_the_case_and_its_history_in_words(case):
    friend = Actor(organisation="peak-voices", office=STAGE, officer=f"officer-peak-voices-{STAGE}")
    shown = case.ask("Case", friend, case=case.case)
    assert shown["critical_friend"] == {
        "org": "peak-voices",
        "flagged": False,
        "seat": {"area": "derbyshire", "sector": "vcs"},
    }
    assert (shown["mediator"], shown["elsewhere"]) == (None, None)
    by_friend(case, "StandDown").accepted()
    said = " ".join(
        line["words"] for line in case.ask("History", Actor(organisation=RAISER, office="x"), case=case.case)["facts"]
    )
    assert "A critical friend from peak-voices was found for dale-carers (derbyshire, vcs)." in said
    assert "Not open in this case: derbyshire, public" in said
    assert "The critical friend stood down at their own wish." in said
