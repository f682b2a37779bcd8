"""A trial case is one from beginning to end; a real concern is never taken under rules that are on trial."""

from datetime import date

import pytest

from concord_intake.domain import facts
from concord_intake.domain.bundle_facts import CaseOpenedBySplit
from concord_intake.domain.state import PREFIX
from concord_intake.main import service
from concord_shared.contracts.directory import PackPublished, PackRenewed
from concord_shared.packs.model import Pack
from concord_shared.testing.directory_sample import rotherham_sample

from .conftest import ADVISER, CONCERN, RAISER, RESPONDENT, Intake, actor

COORDINATOR = actor("var", "coordinator", "officer-var-coordinator")


def told(pack, **changed):
    said = {"pack_id": pack.id, "version": pack.version, "sha256": pack.sha256, "status": pack.status}
    return PackPublished(**{**said, "content": pack.to_data(), **changed})


def another(pack, **identity):
    data = pack.to_data()
    data["pack"] |= identity
    return Pack.from_data(data)


@pytest.fixture
def on_trial(pack):
    """Nothing but a draft is there."""
    draft = another(pack, status="draft")
    copy = rotherham_sample(pack).copy
    copy.apply(told(draft, trial=True))
    return Intake(service(), draft, copy, date(2027, 3, 1))


def test_a_real_concern_under_a_draft_is_refused_with_rule_and_reason(on_trial):
    refusal = on_trial.do("RaiseConcern", ADVISER, **CONCERN).refused("TrialCasesOnly", "status: draft").refusal

    assert "takes trial cases only" in refusal.message
    assert refusal.clause == "The Rotherham Compact"
    assert on_trial.recorded == []


def test_a_trial_is_marked_in_all_that_is_told_of_it(on_trial):
    case = on_trial.formal(trial=True)

    marked = [each for each in on_trial.told() if hasattr(each, "trial")]
    assert [type(each).__name__ for each in marked] == [
        "ConcernRaised",
        "ConcernAccepted",
        "StageOpened",
        "StageOpened",
    ]
    assert all(each.trial for each in marked)
    assert on_trial.load(f"{PREFIX}{case}").trial


def test_an_ended_term_takes_real_concerns_while_it_is_renewed(on_trial, pack):
    ended = another(pack, status="expired_term")
    on_trial.in_force = ended
    on_trial.directory.apply(told(ended, trial=True))
    refusal = on_trial.do("RaiseConcern", ADVISER, **CONCERN).refused("TrialCasesOnly").refusal
    assert "past its term" in refusal.message

    on_trial.directory.apply(PackRenewed(pack_id=pack.id, version=pack.version, live_until=date(2027, 3, 2)))
    assert not on_trial.do("RaiseConcern", ADVISER, **CONCERN).one(facts.ConcernRaised).trial
    on_trial.today = date(2027, 3, 3)
    on_trial.do("RaiseConcern", ADVISER, **CONCERN).refused("TrialCasesOnly")


def test_a_trial_and_a_real_case_are_not_merged(intake):
    real = intake.advised()
    trial = intake.advised(trial=True)

    body = {"into": real, "reason": "The same matter."}
    intake.do("MergeCases", COORDINATOR, trial, **body).refused("TrialStaysApart")


def test_a_case_split_from_a_trial_is_a_trial(intake):
    case = intake.formal(trial=True, respondent_orgs=[RESPONDENT, "syp"], orgs=(RAISER, RESPONDENT, "syp"))
    body = {"parties_moved": [RAISER, "syp"], "reason": "Two matters."}
    intake.do("SplitCase", COORDINATOR, case, **body).accepted()
    for org in (RAISER, "syp"):
        came = intake.do("AgreeSplit", actor(org), case).accepted()

    assert came.one(CaseOpenedBySplit).trial
    assert came.one(facts.StageOpened).trial
