"""When a party leaves, is moved to a case of its own or joins, the others go on with what they have done."""

from datetime import date

import pytest

from concord_mediation.domain.facts import (
    MediationDisclosureAgreed,
    MediationFailed,
    MediationPartiesChanged,
    MediationResultSetAside,
    MediationSettled,
)
from concord_shared.contracts.intake import CaseSplit, ConcernAdopted, PartyAdded, PartyLeft, ResultSetAside
from concord_shared.deadlines.facts import DeadlineCancelled, DeadlineMet, DeadlineSet

TERMS = "Invoices are paid within thirty days."
THREE = ("green-doorstep", "syfr", "rmbc")


@pytest.fixture
def three(untouched):
    untouched.opened(orgs=THREE)
    return untouched


def leaves(case, org="rmbc", on=None):
    return case.hear("intake", PartyLeft(org=org, side="responding", why="own_wish"), case.case, on)


def at_work(case):
    """All three agreed and met; terms lie before them."""
    for org in THREE:
        case.by(org, "ConsentToMediation").accepted()
    case.appoint(org="syp").accepted()
    case.by_mediator("RecordSession", held_on=case.today).accepted()
    case.by_mediator("RecordTerms", text=TERMS).accepted()
    return case


def test_who_leaves_is_waited_for_no_more(three):
    for org in THREE[:2]:
        three.by(org, "ConsentToMediation").accepted()
    three.appoint(org="syp").accepted()
    three.by_mediator("RecordSession", held_on=three.today).refused("ConsentRequired", "ROT-G30")
    came = leaves(three)

    changed = came.one(MediationPartiesChanged)
    assert (changed.left, changed.why, changed.after_session) == (("rmbc",), "left", False)
    assert [party.org for party in changed.parties] == list(THREE[:2])
    cancelled = came.one(DeadlineCancelled)
    assert (cancelled.deadline_id, cancelled.party, cancelled.why) == ("ROT-D15", "rmbc", "party_left")
    three.by_mediator("RecordSession", held_on=three.today).accepted()
    three.by("rmbc", "DeclineMediation").refused("NotAParty")


def test_the_last_confirmation_missing_was_that_of_the_party_that_left(three):
    at_work(three)
    for org in THREE[:2]:
        three.by(org, "ConfirmTerms", text=TERMS).accepted()
    came = leaves(three, on=date(2027, 3, 18))

    settled = came.one(MediationSettled)
    assert (settled.confirmed_by, settled.settled_on) == (THREE[:2], date(2027, 3, 18))
    assert came.one(DeadlineMet).deadline_id == "ROT-D01"


def test_a_confirmation_still_missing_is_still_waited_for(three):
    at_work(three).by("syfr", "ConfirmTerms", text=TERMS).accepted()
    assert leaves(three).names == ["MediationPartiesChanged"]

    came = three.by("green-doorstep", "ConfirmTerms", text=TERMS).accepted()
    assert came.one(MediationSettled).confirmed_by == THREE[:2]


def test_one_party_alone_settles_nothing(case):
    case.with_terms().by(case.raiser, "ConfirmTerms", text=TERMS).accepted()

    assert leaves(case, "syfr").names == ["MediationPartiesChanged"]


def test_who_leaves_twice_or_was_no_party_changes_nothing(three):
    leaves(three)
    assert leaves(three).facts == ()
    assert leaves(three, "trft").facts == ()


def test_parties_moved_to_a_case_of_their_own_leave_this_one(three):
    split = CaseSplit.model_validate(
        {
            "other_case_ids": ("ROT-AAAA-AAA",),
            "parties_moved": ("green-doorstep", "syfr"),
            "parties": (),
            "stage_id": "mediation",
        }
    )
    came = three.hear("intake", split, three.case)

    changed = came.one(MediationPartiesChanged)
    assert (changed.left, changed.why) == (("green-doorstep", "syfr"), "split")


def test_s15_3_a_linked_case_opens_at_the_facilitated_stage_and_runs_from_there(untouched):
    orgs = ("green-doorstep", "eastwood-youth", "rmbc")
    untouched.today = date(2027, 9, 20)
    came = untouched.opened(date(2027, 9, 20), orgs=orgs).accepted()
    due = {fact.deadline_id: fact.due_on for fact in came.facts if isinstance(fact, DeadlineSet)}
    assert due["ROT-D01"] == date(2027, 10, 18)

    for org in orgs:
        untouched.by(org, "ConsentToMediation").accepted()
    untouched.appoint().accepted()
    untouched.by_mediator("RecordSession", held_on=untouched.today).accepted()
    untouched.by_mediator("RecordTerms", text=TERMS).accepted()
    *_, last = [untouched.by(org, "ConfirmTerms", text=TERMS).accepted() for org in orgs]
    assert set(last.one(MediationSettled).confirmed_by) == set(orgs)


def test_s15_2_in_the_first_case_one_of_four_declined_for_all(untouched):
    untouched.today = date(2027, 9, 15)
    untouched.opened(date(2027, 9, 15), orgs=("green-doorstep", "rmbc", "rotherham_ccg"))

    came = untouched.by("rotherham_ccg", "DeclineMediation", date(2027, 9, 17)).accepted()
    assert came.one(MediationFailed).reason == "declined"


def test_a_party_that_joins_has_to_agree_too(case):
    case.consented().appoint(org="syp").accepted()
    came = case.hear("intake", PartyAdded(org="rmbc", side="responding"), case.case)

    changed = came.one(MediationPartiesChanged)
    assert (changed.joined, changed.parties[-1].sector) == (("rmbc",), "public")
    case.by_mediator("RecordSession", held_on=case.today).refused("ConsentRequired", "ROT-G30")
    assert case.hear("intake", PartyAdded(org="rmbc", side="responding"), case.case).facts == ()


def test_who_left_and_comes_back_agrees_anew(three):
    for org in THREE:
        three.by(org, "ConsentToMediation").accepted()
    three.appoint(org="syp").accepted()
    leaves(three)
    three.hear("intake", PartyAdded(org="rmbc", side="responding"), three.case)

    three.by_mediator("RecordSession", held_on=three.today).refused("ConsentRequired", "ROT-G30")


def test_parties_of_a_case_that_is_not_in_mediation_are_not_ours(untouched):
    assert untouched.hear("intake", PartyAdded(org="rmbc", side="responding"), untouched.case).facts == ()
    assert leaves(untouched).facts == ()


def test_a_concern_taken_up_while_a_mediator_is_in_office_is_a_reason_to_look_again(case):
    adopted = ConcernAdopted(adopting_org="rmbc", raiser_consents=True)
    assert case.hear("intake", adopted, case.case).facts == ()
    case.appoint().accepted()

    assert case.hear("intake", adopted, case.case).names == ["OfficeRechecked"]


def test_after_the_stage_a_party_that_leaves_no_longer_holds_up_what_the_others_release(three):
    for org in THREE:
        three.by(org, "ConsentToMediation").accepted()
    three.by("syfr", "DeclineMediation").accepted()
    three.by("syfr", "ProposeDisclosure", text="An offer was made.", to="review").accepted()
    three.by("green-doorstep", "AgreeDisclosure", item_ref="item-1").accepted()

    assert leaves(three).one(MediationDisclosureAgreed).agreed_by == THREE[:2]


def test_a_result_that_came_too_late_is_noted_and_changes_nothing(case):
    case.by(case.raiser, "DeclineMediation").accepted()
    aside = {"result": "failed", "result_event": "MediationFailed", "reason": "case_ended"}
    ours = ResultSetAside(from_service="mediation", **aside)

    assert case.hear("intake", ResultSetAside(from_service="panel", **aside), case.case).facts == ()
    assert case.hear("intake", ours, case.case).one(MediationResultSetAside).reason == "case_ended"
    assert case.load(f"mediation-{case.case}").result == "failed"
