"""Further mediation that is held elsewhere: the panel of the case helps the parties to it, and they say what came of it."""

from datetime import date

import pytest

from concord_mediation.domain import facts as f
from concord_mediation.main import service
from concord_shared.contracts import mediation as told
from concord_shared.contracts.base import OfficeHeld
from concord_shared.contracts.directory import OrganisationRegistered, PackPublished, RoleAssigned
from concord_shared.contracts.intake import PartyLeft
from concord_shared.deadlines.facts import DeadlineLapsed, DeadlineMet, DeadlineSet
from concord_shared.directory import DirectoryCopy
from concord_shared.envelope import Actor
from concord_shared.packs.loading import builtin, load

OPENED = date(2027, 3, 1)
STAGE = "further_mediation"
RAISER, COUNCIL = "moor-carers", "stafford_bc"
MEMBER = "officer-vast-member"


def directory(pack):
    copy = DirectoryCopy()
    published = {"version": pack.version, "sha256": pack.sha256, "status": pack.status}
    copy.apply(PackPublished(pack_id=pack.id, content=pack.to_data(), **published))
    for org, sector in {RAISER: "vcs", COUNCIL: "public", "vast": "vcs", "stoke_cc": "public"}.items():
        copy.apply(OrganisationRegistered(org=org, name=org, sector=sector, kind="any"))
        copy.apply(
            RoleAssigned(
                officer=f"officer-{org}-member",
                office="working_group",
                org=org,
                employer_org=org,
                starts_on=date(2020, 1, 1),
            )
        )
    return copy


@pytest.fixture(scope="session")
def staffordshire():
    return load(builtin()["staffordshire"])


@pytest.fixture
def case(untouched, staffordshire):
    case = type(untouched)(service(), staffordshire, directory(staffordshire), OPENED)
    case.raiser, case.respondent = RAISER, COUNCIL
    sat = tuple(
        OfficeHeld(office="panel_member", officer=f"officer-{org}-member", org=org) for org in ("vast", COUNCIL)
    )
    came = case.opened(OPENED, STAGE, "facilitated_external", offices=sat)
    assert {fact.deadline_id for fact in came.facts if isinstance(fact, DeadlineSet)} == {"STA-D03"}
    return case


def supported(case, officer=MEMBER, org="vast", **body):
    return case.by(org, "SupportFurtherMediation", None, "working_group", officer, **{"means": "introduced", **body})


def test_the_panel_helps_once_both_are_willing(case):
    supported(case).refused("ConsentRequired", "STA-G10")
    case.by(RAISER, "ConsentToMediation").accepted()
    supported(case).refused("ConsentRequired", "STA-G10")
    came = case.by(COUNCIL, "ConsentToMediation").accepted()
    assert came.names == ["MediationConsentGiven", "MediationAgreedByAll"]
    helped = supported(case).accepted().one(f.FurtherMediationSupported)
    assert (helped.means, helped.supporter) == ("introduced", "panel")
    assert [type(each) for each in case.told()][-2:] == [told.MediationAgreedByAll, told.FurtherMediationSupported]


def test_only_a_member_of_the_panel_of_the_case_helps(case):
    case.consented()
    supported(case, "officer-stoke_cc-member", "stoke_cc").refused("NotThePanel", "STA-G10")
    supported(case, f"officer-{COUNCIL}-member", COUNCIL).refused("NotThePanel", "STA-G10")


def test_it_is_settled_once_every_party_has_said_so_for_itself(case):
    case.by(RAISER, "RecordOutsideResult", result="settled").refused("ConsentRequired", "STA-G10")
    case.consented()
    assert case.by(RAISER, "RecordOutsideResult", result="settled").accepted().names == ["OutsideResultRecorded"]
    case.by(RAISER, "RecordOutsideResult", result="settled").refused("AlreadyConfirmed")
    came = case.by(COUNCIL, "RecordOutsideResult", result="settled").accepted()
    assert came.one(f.MediationSettled).confirmed_by == (RAISER, COUNCIL)
    assert came.one(DeadlineMet).deadline_id == "STA-D03"
    case.by(RAISER, "DeclineMediation").refused("StageNotOpen", "STA-G19")


def test_any_party_may_say_that_they_did_not_agree(case):
    case.consented()
    case.by(RAISER, "RecordOutsideResult", result="settled").accepted()
    came = case.by(COUNCIL, "RecordOutsideResult", result="not_agreed").accepted()
    assert came.one(f.MediationFailed).reason == "no_agreement"


def test_that_nothing_came_of_it_needs_nobody_s_consent(case):
    came = case.by(RAISER, "RecordOutsideResult", result="not_agreed").accepted()
    assert came.one(f.MediationFailed).reason == "no_agreement"


def test_either_may_decline_before_and_leave_after(case):
    assert case.by(COUNCIL, "DeclineMediation").accepted().one(f.MediationFailed).reason == "declined"


def test_who_goes_once_the_panel_has_helped_has_left(case):
    case.consented()
    supported(case).accepted()
    assert case.by(RAISER, "DeclineMediation").accepted().one(f.MediationFailed).reason == "left"


def test_only_parties_say_what_came_of_it(case):
    case.by("vast", "RecordOutsideResult", result="not_agreed").refused("NotAParty")


def test_nothing_is_recorded_here_step_by_step(case):
    for name, body in {
        "RecordTerms": {"text": "x"},
        "RecordSession": {"held_on": OPENED},
        "DeclareNoAgreement": {},
        "StandDown": {},
    }.items():
        refused = case.by(RAISER, name, **body)
        refused.refused("NoMediator")
        assert "RecordOutsideResult" in refused.refusal.message
    case.by(RAISER, "ConfirmTerms", text="x").refused("TermsDiffer")
    case.by(RAISER, "EngageCriticalFriend").refused("NotForeseen")


def test_what_is_to_be_shown_needs_every_party(case):
    case.by(RAISER, "AgreeDisclosure", item_ref="item-1").refused("NothingProposed", "STA-G20")
    case.by(RAISER, "ProposeDisclosure", text="A date was named.", to="public").accepted()
    case.by(RAISER, "AgreeDisclosure", item_ref="item-1").refused("AlreadyAgreed", "STA-G23")


def test_the_prompt_after_thirty_working_days_decides_nothing(case):
    due = date(2027, 4, 14)
    assert case.sweep(due).facts == ()
    assert case.sweep(date(2027, 4, 15)).one(DeadlineLapsed).do == "prompt"
    case.by(RAISER, "RecordOutsideResult", result="not_agreed").accepted()


def test_where_one_of_three_leaves_the_others_are_agreed_and_settled(untouched, staffordshire):
    case = type(untouched)(service(), staffordshire, directory(staffordshire), OPENED)
    case.opened(OPENED, STAGE, "facilitated_external", orgs=(RAISER, COUNCIL, "stoke_cc"))
    for org in (RAISER, COUNCIL):
        case.by(org, "ConsentToMediation").accepted()
    came = case.hear("intake", PartyLeft(org="stoke_cc", side="responding", why="left"), case.case)
    assert came.names == ["MediationPartiesChanged", "MediationAgreedByAll"]
    for org in (RAISER, COUNCIL):
        came = case.by(org, "RecordOutsideResult", result="settled").accepted()
    came.one(f.MediationSettled)


def test_its_history_says_what_the_asker_may_know(case):
    case.consented()
    supported(case).accepted()
    case.by(RAISER, "RecordOutsideResult", result="settled").accepted()
    party, group = Actor(organisation=RAISER, office="x"), Actor(organisation="stoke_cc", office="working_group")
    theirs, others = (
        " ".join(line["words"] for line in case.ask("History", who, case=case.case)["facts"]) for who in (party, group)
    )
    assert "moor-carers says that all agreed elsewhere." in theirs
    assert "says that" not in others
    for said in (theirs, others):
        assert "The panel of the case helps the parties to further mediation: it introduced them" in said
        assert "Every party has agreed to take part." in said
    assert case.ask("Case", party, case=case.case)["elsewhere"]["settled"]["by"] == [RAISER]
    assert case.ask("Case", group, case=case.case)["elsewhere"] == {
        "supported": True,
        "settled": {"given": 1, "needed": 2},
    }
