"""`concord simulate`: scenario files, their mistakes, and what is said of the outcome."""

from datetime import date
from pathlib import Path

import pytest

from concord.simulating.checking import working_day

HEAD = """
scenario: A concern is raised
directory:
  - include: rotherham-directory
steps:
  - moment: 2027-02-01T10:15
    as: public/public
    do: intake.RaiseConcern
    name: bins
    with:
      channel: web
      raiser_kind: person
      reach: someone@people.example
      respondent_orgs: [rmbc]
      foi_notice_shown: true
      text: The bins have not been emptied.
"""


@pytest.fixture
def scenario(tmp_path: Path):
    def write(more: str = "", head: str = HEAD) -> Path:
        path = tmp_path / "scenario.yaml"
        path.write_text(head.lstrip("\n") + more)
        return path

    return write


def test_the_clock_jumps_to_each_day_that_matters_and_lapses_are_dated_the_day_after(concord, scenario):
    said = concord("simulate", scenario("  - wait: 2027-03-01\n"), "--json")
    assert said.code == 0
    (case,) = said.data["cases"]
    assert (case["state"], case["stage"]) == ("received", None)
    assert {each["id"]: each["status"] for each in case["deadlines"]} == {"ROT-D10": "lapsed", "ROT-D11": "lapsed"}
    lapsed = {
        each["data"]["deadline_id"]: each["occurred_on"] for each in case["facts"] if each["name"] == "DeadlineLapsed"
    }
    assert lapsed == {"ROT-D10": "2027-02-09", "ROT-D11": "2027-02-16"}
    assert set(case) >= {"id", "state", "stage", "deadlines", "facts", "notices"}
    assert all(set(each) == {"name", "service", "occurred_on", "data"} for each in case["facts"])
    acknowledgement = next(each for each in case["notices"] if each["type"] == "acknowledgement")
    assert "Freedom of Information" in acknowledgement["text"]


def test_the_same_file_gives_the_same_output(concord, scenario):
    path = scenario("  - wait: 2027-03-01\n")
    assert concord("simulate", path, "--json").out == concord("simulate", path, "--json").out


EXPECT = """
expect:
  - id: right
    state: received
    deadlines: {ROT-D10: 2027-02-08}
    facts: [{name: ConcernRaised, data: {channel: web}}]
    not_facts: [ConcernAccepted]
  - id: wrong state
    state: open
  - id: wrong date
    deadlines: {ROT-D10: 2027-02-09}
  - id: no such fact
    facts: [ConcernAccepted]
  - id: never is not so
    not_facts: [ConcernRaised]
  - id: no such letter
    notices: [{type: closure, to: rmbc}]
  - id: these words stand there
    never_says: [Freedom of Information]
"""


def test_what_differs_is_named_with_what_was_expected_and_found(concord, scenario):
    said = concord("simulate", scenario(EXPECT), "--json")
    assert said.code == 1
    found = {each["id"]: each for each in said.data["differences"]}
    assert set(found) == {
        "wrong state",
        "wrong date",
        "no such fact",
        "never is not so",
        "no such letter",
        "these words stand there",
    }
    assert (found["wrong date"]["expected"], found["wrong date"]["found"]) == ("2027-02-09", "2027-02-08")
    words = concord("simulate", scenario(EXPECT)).out
    assert "expected: 2027-02-09" in words
    assert "found:    2027-02-08" in words


REFUSALS = """
  - moment: 2027-02-02
    as: rmbc/representative
    do: intake.ConfirmExhausted
    case: bins
    expect_refusal: {code: ConcernNotAccepted}
  - as: nobody/representative
    do: intake.ConfirmExhausted
    case: bins
  - as: rmbc/representative
    do: intake.AcknowledgeConcern
    case: bins
    expect_refusal: {code: SomethingElse}
"""


def test_refusals_are_listed_and_those_not_expected_are_differences(concord, scenario):
    said = concord("simulate", scenario(REFUSALS), "--json")
    assert said.code == 1
    assert [each["step"] for each in said.data["refusals"]] == [2, 3, 4]
    assert said.data["refusals"][0]["code"] == "ConcernNotAccepted"
    assert all(set(each) == {"step", "code", "rule", "source", "message"} for each in said.data["refusals"])
    assert [each["id"] for each in said.data["differences"]] == ["step 3", "step 4"]


def test_a_refusal_that_was_expected_and_did_not_come_is_a_difference(concord, scenario):
    said = concord("simulate", scenario(head=HEAD + "    expect_refusal: {code: NoAuthority}\n"), "--json")
    assert [each["expected"] for each in said.data["differences"]] == ["refused with NoAuthority"]


ASKED = """
  - moment: 2027-02-02
    as: var/advice_body
    ask: intake.Case
    case: bins
    name: adviser-reads
  - as: rmbc/representative
    ask: intake.Case
    case: bins
    name: council-reads
expect:
  - id: right
    answers: {adviser-reads: {holds: {state: received, closed_on: null}, says: [ROT-D10], never_says: [mediation]}}
    refused: {council-reads: {code: NotYourCase}}
    facts: [{name: ConcernRaised, told: {reach: sealed}, exactly: {respondent_orgs: [rmbc]}}]
    not_facts: [{name: ConcernRaised, told: false}]
  - id: wrong answer
    answers: {adviser-reads: {holds: {state: open}}}
  - id: words that stand there
    answers: {adviser-reads: {never_says: [ROT-D10]}}
  - id: it was answered
    refused: {adviser-reads: {code: NotYourCase}}
  - id: it was refused
    answers: {council-reads: {says: [rmbc]}}
  - id: more is told
    facts: [{name: ConcernRaised, told_fields: [channel]}]
  - id: of no case
    case: none
    facts: [ConcernRaised]
"""


def test_questions_are_asked_and_their_answers_and_refusals_are_looked_at(concord, scenario):
    said = concord("simulate", scenario(ASKED), "--json")
    found = [each["id"] for each in said.data["differences"]]
    assert found == [
        "wrong answer",
        "words that stand there",
        "it was answered",
        "it was refused",
        "more is told",
        "of no case",
    ]


LAST = """
  - {moment: 2027-02-02, as: var/coordinator, ask: notify.Notices, with: {case: $bins}, name: letters}
  - {as: var/coordinator, do: notify.AcknowledgeNotice, with: {notice_id: $letters.notices.-1.notice_id}}
expect:
  - facts: [{name: NoticeAcknowledged, times: 1}]
"""


def test_a_step_takes_a_field_of_an_answer_before_and_one_that_is_not_there_is_named(concord, scenario):
    assert concord("simulate", scenario(LAST)).code == 0
    said = concord("simulate", scenario(LAST.replace("notices.-1.", "notices.last.")))
    assert said.code == 2
    assert "the answer to step 'letters' has no 'notices.last.notice_id'" in said.err


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("scenario: x\nsteps:\n  - moment: 2027-02-01\n    as: a/b\n    do: nonsense\n", 5, "steps.1.do"),
        ("scenario: x\nsteps:\n  - moment: 2027-02-01\n    as: a/b\n    do: a.B\n    wiht: {}\n", 6, "no such key"),
        ("scenario: x\nsteps:\n  - as: a/b\n    do: a.B\n", 3, "no moment"),
        ("scenario: x\nsteps:\n  - moment: soon\n    as: a/b\n    do: a.B\n", 3, "steps.1.moment"),
        (
            "scenario: x\nsteps:\n  - {moment: 2027-02-02, as: a/b, do: a.B}\n  - {moment: 2027-02-01, as: a/b, do: a.B}\n",
            4,
            "before the one above",
        ),
        ("scenario: x\nsteps:\n  - {moment: 2027-02-02, as: a/b, do: a.B, case: that}\n", 3, "No case 'that'"),
        ("scenario: x\nsteps:\n  - {moment: 2027-02-02, do: a.B}\n", 3, "a step needs 'as' and 'do'"),
        (
            "scenario: x\nsteps:\n  - {moment: 2027-02-02, as: a/b, do: a.B, ask: a.B}\n",
            3,
            "a step needs 'as' and 'do'",
        ),
        ("scenario: x\nsteps: [{wait: 2027-02-01}]\nexpect:\n  - refused: {it: {code: Nothing}}\n", 4, "No step 'it'"),
        ("scenario: x\nscenario: y\nsteps: []\n", 2, "stands twice"),
        ("steps: ]\n", 1, "not valid YAML"),
        ("- 1\n", 1, "A scenario is a map of keys"),
        ("compact: rotherham\nsteps:\n  - wait: 2027-02-01\n", 1, "scenario is missing"),
        ("scenario: x\nsteps:\n  - wait: 2027-02-01\ndirectory:\n  - include: nowhere\n", 5, "is not there"),
    ],
)
def test_a_bad_file_exits_2_and_names_file_line_and_cure(concord, scenario, text, line, says):
    path = scenario(head=text)
    said = concord("simulate", path)
    assert said.code == 2, said
    assert says in said.err
    assert f".yaml:{line}:" in said.err


def test_another_pack_can_be_put_in_force_and_a_broken_one_is_refused(concord, scenario, tmp_path):
    (tmp_path / "mine.yaml").write_text("schema: compact-pack/2\n")
    said = concord("simulate", scenario(head=HEAD.replace("directory:", "pack: mine.yaml\ndirectory:")))
    assert said.code == 2
    assert "the pack 'mine.yaml' cannot be used" in said.err


def test_what_was_recorded_can_be_kept_to_look_at(concord, scenario, tmp_path):
    assert concord("simulate", scenario(), "--data", tmp_path / "kept").code == 0
    assert (tmp_path / "kept" / "stores" / "rotherham" / "intake.sqlite").exists()
    assert concord("audit", "--data", tmp_path / "kept").code == 0
    again = concord("simulate", scenario(), "--data", tmp_path / "kept")
    assert again.code == 2
    assert "is not empty" in again.err


def test_the_working_day_of_a_deadline_leaves_out_weekends_and_skipped_days_and_is_none_once_it_is_late():
    derived = {
        "start_on": "2026-12-18",
        "due_on": "2026-12-30",
        "skipped": [{"on": "2026-12-25"}, {"on": "2026-12-28"}],
    }
    days = [working_day(derived, date(2026, 12, day)) for day in (18, 21, 24, 29, 30, 31)]
    assert days == [0, 1, 4, 5, 6, None]
