"""A trial of the procedure is never counted, neither for repeats nor for measures."""

from datetime import date

import pytest

from concord_oversight.domain import facts
from concord_shared.contracts.base import Citation, Party
from concord_shared.contracts.directory import PackPublished
from concord_shared.contracts.intake import CaseClosed, CaseUnresolved, ConcernAccepted, ConcernRaised
from concord_shared.contracts.mediation import MediatorAppointed

PARTIES = (Party(org="green-doorstep", side="raising"), Party(org="rmbc", side="responding"))


@pytest.fixture
def play(desk, pack):
    def told(case, *, trial):
        on = date(2025, 1, 6)
        raised = ConcernRaised(channel="web", raiser_kind="organisation", respondent_orgs=("rmbc",), trial=trial)
        accepted = ConcernAccepted(
            pack_version=pack.version,
            cited=(Citation(number="9.2"),),
            themes=("resources",),
            raising=("green-doorstep",),
            responding=("rmbc",),
            same_sector=False,
            adopted=True,
            trial=trial,
        )
        closed = CaseClosed(reason="unresolved", opened_on=on, closed_on=on, at_stage="responses", parties=PARTIES)
        heard = [raised, accepted, CaseUnresolved(after_stage="responses", why="rejected"), closed]
        came = [desk.hear("intake", each, case, on) for each in heard]
        return [fact for each in came for fact in each.facts]

    return told


def test_a_real_case_is_counted_and_reported(play):
    kinds = {type(each) for each in play("ROT-7K3M-9QE", trial=False)}

    assert {facts.DisputeCounted, facts.RepeatCounted, facts.Reported, facts.CompactReviewSuggested} <= kinds


def test_of_a_trial_nothing_is_noted_but_that_it_is_one(play, desk):
    assert play("ROT-7K3M-9QE", trial=True) == [facts.TrialLeftOut(case_id="ROT-7K3M-9QE")]

    appointed = MediatorAppointed.model_construct()
    assert desk.hear("mediation", appointed, "ROT-7K3M-9QE").facts == ()


def test_three_trials_make_no_pattern(play):
    cases = ("ROT-7K3M-9QE", "ROT-4ZZ2-0QK", "ROT-0000-0000")
    found = [type(fact) for case in cases for fact in play(case, trial=True)]

    assert found == [facts.TrialLeftOut] * 3


def test_a_pack_on_trial_is_no_case_on_trial(desk, pack):
    published = PackPublished(
        pack_id=pack.id, version="2", sha256="0", status="draft", trial=True, content=pack.to_data()
    )
    assert desk.hear("directory", published).facts == ()
