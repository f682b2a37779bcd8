"""RP5, RP6 and RP8: what was learned, what is to be done, and when the Compact itself may need a look."""

import asyncio

import pytest

from concord.reports.asked import Asked
from concord.reports.catalogue import KINDS
from concord.reports.wording import NO_BREAK
from concord.saying import Misused

from .conftest import blocks, table
from .measuring import YEAR, answered, row
from .test_over_a_period import ACTION, LESSON, OWN, PAGES

PROMPT = {
    "position": 40,
    "suggested_on": "2027-01-10",
    "why": "unresolved",
    "about": "ROT-7K3M-9QE",
    "commitments": ["3.7"],
    "respondents": ["rmbc"],
}
PROMPTS = {"oversight.ReviewPrompts": {"prompts": [PROMPT], "more": False, "on": "2027-04-02"}}


def digest(gathered, *lessons):
    given = {"intake.Lessons": {"lessons": list(lessons), "more": False, "on": "2027-02-01"}}
    figures = answered(M25=[row("lessons", "lesson", 3), row("lessons", "good_practice", 9)])
    return gathered(Asked("RP5", **YEAR), {**given, **figures})


def test_the_digest_has_shared_words_alone_and_nothing_that_leads_back(gathered):
    found = digest(gathered, LESSON, OWN).model_dump_json()
    assert "Say it early." in found
    for told in ("told us late", "They rang us", "ROT-7K3M-9QE", "resources.decisions", "2026-12-09", "a" * 32):
        assert told not in found


def test_the_order_of_the_digest_is_not_that_of_the_cases(gathered):
    later = {**LESSON, "recorded_on": "2027-03-01", "shared_text": "Ask first."}
    assert [line[0] for line in table(digest(gathered, LESSON, later), "Lessons").rows] == [
        "Ask first.",
        "Say it early.",
    ]


def test_the_digest_is_a_public_edition(gathered):
    found = digest(gathered, LESSON)
    assert dict(found.about)["Edition"].startswith("public")
    assert [line[1] for line in table(found, "M25").rows] == ["fewer than 5", "9"]


def test_a_digest_made_before_its_period_is_over_says_its_day(gathered):
    assert str(digest(gathered, LESSON).as_of) == "2027-02-01"


def test_the_digest_needs_a_period(gathered):
    with pytest.raises(Misused, match="RP5 covers a period"):
        gathered(Asked("RP5"), PAGES)


def test_the_register_sorts_actions_by_how_they_stand(gathered):
    done = {**ACTION, "status": "done", "done_on": "2027-02-01", "what": "Done."}
    given_up = {**ACTION, "status": "dropped", "reason": "No money.", "what": "Given up."}
    late = {**ACTION, "status": "overdue", "from_lesson": None, "what": "Late."}
    actions = {"oversight.Actions": {"actions": [ACTION, done, given_up, late], "more": False, "on": "2027-04-02"}}
    found = gathered(Asked("RP6"), actions)
    assert dict(found.about) == {"Past due": "1", "To be done": "1", "Done": "1", "Given up": "1"}
    rows = {section.heading: section.blocks[0].rows[0] for section in found.sections}
    assert (rows["Past due"][0], rows["Past due"][-1]) == ("Late.", "the group itself")
    assert rows["Done"][3].replace(NO_BREAK, " ") == "done on 1 February 2027"
    assert rows["Given up"][3] == "given up: No money."
    assert str(found.as_of) == "2027-04-02"


def test_a_prompt_says_why_and_which_commitment_and_names_no_organisation(gathered):
    found = gathered(Asked("RP8"), PROMPTS)
    (step,) = blocks(found, "steps")[0].steps
    assert step.words == "A case went through every stage and was left unresolved."
    assert step.small[0].startswith("3.7: ") and step.small[1] == "On record under ROT-7K3M-9QE."
    assert "rmbc" not in found.model_dump_json() and "Rotherham Council" not in found.model_dump_json()


def test_a_reader_who_is_not_shown_the_case_is_not_shown_it(gathered):
    shown = {name: value for name, value in PROMPT.items() if name not in ("about", "position")}
    found = gathered(Asked("RP8"), {"oversight.ReviewPrompts": {"prompts": [shown], "more": False, "on": "2027-04-02"}})
    assert "On record under" not in found.model_dump_json()


def test_a_period_is_passed_on_and_said(services):
    talking = services(PROMPTS)
    found = asyncio.run(KINDS["RP8"].gather(talking, Asked("RP8", **YEAR)))
    (body,) = [body for what, _, body in talking.asked if what[1] == "ReviewPrompts"]
    assert (body["from_on"], body["until_on"]) == ("2026-04-01", "2027-03-31")
    assert dict(found.about)["Period"] == "Wednesday 1 April 2026 to Wednesday 31 March 2027"
    assert str(found.as_of) == "2027-03-31"


def test_where_an_answer_has_no_day_it_is_that_of_the_list_of_actions(gathered):
    without = {"prompts": [PROMPT], "more": False}
    found = gathered(
        Asked("RP8"), {"oversight.ReviewPrompts": without, "oversight.Actions": PAGES["oversight.Actions"]}
    )
    assert str(found.as_of) == "2027-04-02"
