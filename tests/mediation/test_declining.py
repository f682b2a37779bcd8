"""S05, mediation's side: one party declines, nobody is blamed, nobody outside learns who it was."""

from datetime import date

from concord_mediation.domain.facts import MediationDeclined, MediationFailed
from concord_shared.contracts import mediation as told
from concord_shared.deadlines.facts import DeadlineCancelled, DeadlineMet, DeadlineSet

DECLINED = date(2027, 3, 18)


def test_the_mediation_period_is_due_on_14_april(untouched):
    came = untouched.opened(date(2027, 3, 15))

    due = {fact.deadline_id: fact.due_on for fact in came.facts if isinstance(fact, DeadlineSet)}
    assert due["ROT-D01"] == date(2027, 4, 14)


def test_a_party_declines_and_the_failure_names_nobody(case):
    came = case.by(case.respondent, "DeclineMediation", DECLINED)

    assert came.one(MediationDeclined).party.clear == case.respondent
    assert came.one(MediationDeclined).moment == "before_start"
    assert came.one(MediationFailed) == MediationFailed(
        stage_id="mediation",
        reason="declined",
        stage_opened_on=date(2027, 3, 15),
        ended_on=DECLINED,
        working_days_used=3,
        sessions=0,
    )


def test_the_mediation_period_is_met_and_every_other_clock_called_off(case):
    came = case.by(case.respondent, "DeclineMediation", DECLINED)

    assert came.one(DeadlineMet).deadline_id == "ROT-D01"
    cancelled = [(fact.deadline_id, fact.party) for fact in came.facts if isinstance(fact, DeadlineCancelled)]
    assert sorted(cancelled, key=str) == [
        ("ROT-D15", "green-doorstep"),
        ("ROT-D15", "syfr"),
        ("ROT-D16", None),
    ]


def test_what_others_are_told_is_the_same_whoever_declines(case, pack, untouched):
    case.by(case.raiser, "ConsentToMediation").accepted()
    case.by(case.respondent, "DeclineMediation", DECLINED)

    after_opening = [each for each in case.told() if not type(each).__name__.startswith("DeadlineSet")]
    assert [type(each).__name__ for each in after_opening] == ["MediationFailed", "DeadlineMet", "DeadlineCancelled"]
    for each in after_opening:
        assert case.raiser not in each.model_dump_json() and case.respondent not in each.model_dump_json()
    assert isinstance(after_opening[0], told.MediationFailed)


def test_leaving_after_a_session_counts_as_left(case):
    came = case.working().by(case.raiser, "DeclineMediation")

    assert came.one(MediationDeclined).moment == "during"
    assert came.one(MediationFailed).reason == "left"
    assert came.one(MediationFailed).sessions == 1


def test_no_word_of_blame_stands_in_what_is_said_of_it(case):
    from concord_mediation.read_side.words import say

    came = case.by(case.respondent, "DeclineMediation", DECLINED)
    words = " ".join(say(fact) for fact in came.facts).lower()
    for blame in ("refus", "fault", "blame", "winner", "loser", "uncooperative"):
        assert blame not in words


def test_only_a_party_declines_and_only_for_itself(case):
    case.by("rmbc", "DeclineMediation").refused("NotAParty")


def test_after_the_end_nothing_more_can_be_declined(case):
    case.by(case.respondent, "DeclineMediation").accepted()

    case.by(case.raiser, "DeclineMediation").refused("StageNotOpen")
    case.by(case.raiser, "ConsentToMediation").refused("StageNotOpen")


def test_once_terms_are_confirmed_by_all_it_is_too_late_to_decline(case):
    case.with_terms()
    for org in case.orgs:
        case.by(org, "ConfirmTerms", text="Invoices are paid within thirty days.").accepted()

    case.by(case.raiser, "DeclineMediation").refused("StageNotOpen", rule="ROT-G23")


def test_any_one_of_several_parties_ends_it_for_all(untouched):
    untouched.opened(orgs=("green-doorstep", "rmbc", "rotherham_ccg"))

    came = untouched.by("rotherham_ccg", "DeclineMediation")
    assert came.one(MediationFailed).reason == "declined"
