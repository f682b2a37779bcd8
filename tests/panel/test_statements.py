"""FT5: the written statement in four parts is logged as it is; what is missing is told, and a later one completes it."""

import pytest

from concord_panel.domain import facts as f
from concord_shared.contracts import panel as told
from concord_shared.contracts.intake import PartyLeft
from concord_shared.deadlines.facts import DeadlineFact
from concord_shared.envelope import Actor

from .compacts import TODAY, before

PARTS = ("problem", "steps_so_far_by_the_parties", "why_not_resolved", "good_outcome")


@pytest.fixture
def case():
    case = before("staffordshire")
    case.contacted(TODAY)
    case.begin(asked_by="group")
    return case


def submit(case, org="group", **parts):
    return case.by(org, "SubmitStatement", parts=parts)


def test_a_statement_is_logged_even_if_parts_are_missing_and_moves_no_clock(case):
    came = submit(case, problem="The day centre closes.", good_outcome="It stays.", why_not_resolved=" ").accepted()
    logged = came.one(f.StatementLogged)
    assert (logged.parts_present, logged.missing) == (
        ("problem", "good_outcome"),
        ("steps_so_far_by_the_parties", "why_not_resolved"),
    )
    assert not any(isinstance(fact, DeadlineFact) for fact in came.facts)
    assert [each for each in case.told() if isinstance(each, told.StatementLogged)] == [
        told.StatementLogged(
            stage_id="panel", parts_present=logged.parts_present, missing=logged.missing, by_party="group"
        )
    ]


def test_a_later_submission_completes_it(case):
    submit(case, problem="The day centre closes.", good_outcome="It stays.").accepted()
    came = submit(case, steps_so_far_by_the_parties="One call.", why_not_resolved="No answer.", problem="It is shut.")
    logged = came.accepted().one(f.StatementLogged)
    assert (logged.parts_present, logged.missing) == (PARTS, ())
    shown = case.ask("Case", Actor(organisation="group", office="x"), case=case.case)["statement"]
    assert shown["parts"]["problem"] == "It is shut."
    assert (set(shown["parts"]), shown["missing"], shown["by_party"]) == (set(PARTS), [], "group")


def test_the_other_party_reads_it_and_one_who_only_has_an_office_in_the_procedure_sees_its_parts(case):
    submit(case, problem="The day centre closes.").accepted()
    other, office = Actor(organisation="council", office="x"), Actor(organisation="fire", office="working_group")
    assert "day centre" in str(case.ask("Case", other, case=case.case)["statement"])
    assert case.ask("Case", office, case=case.case)["statement"]["parts_present"] == ["problem"]
    assert "day centre" not in str(case.ask("Case", office, case=case.case))
    said = case.ask("History", other, case=case.case)["facts"][-1]["words"]
    assert said.startswith("group put in its written statement (1 parts); still missing: steps so far")


def test_an_empty_statement_and_an_unknown_part_are_refused(case):
    submit(case).refused("StatementMissing", "STA-G04")
    submit(case, problem="  ").refused("StatementMissing", "STA-G04")
    submit(case, blame="Theirs.").refused("UnknownPart", "STA-G04")


def test_it_is_that_of_the_party_that_asked(case):
    submit(case, "council", problem="x").refused("NotAParty")
    submit(case, "fire", problem="x").refused("NotAParty")


def test_where_that_party_has_left_another_may_put_it_in():
    case = before("staffordshire")
    case.begin(orgs=("group", "council", "charity"), asked_by="charity")
    case.hear("intake", PartyLeft(org="charity", side="raising", why="left"), case.case)
    submit(case, problem="x").accepted()


def test_where_the_compact_asks_for_none_there_is_none():
    case = before("derbyshire")
    case.begin(asked_by="group")
    submit(case, problem="x").refused("NotForeseen")


def test_before_and_after_the_stage_there_is_none():
    submit(before("staffordshire"), problem="x").refused("StageNotOpen")
