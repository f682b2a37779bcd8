"""Handbook 7.1 and 8.9 held as one table: every command and question, every office and a stranger, own and foreign."""

from collections.abc import Iterator

import pytest

from concord.catalogue import every_command
from concord.services import all_services

from .rights_office_stories import directory, group_work, interests, letters, patterns, people
from .rights_people import ANSWERED, FOREIGN, MAY_READ, OTHER_VOLUNTEERS, READERS
from .rights_played import Played, Tried
from .rights_seen import Answers, answers, marks
from .rights_stories import (
    ELSEWHERE,
    OTHER_STEPS,
    A,
    advisers_own,
    of_others,
    second_look,
    several_parties,
    whole_case,
    without_agreement,
)
from .running import at_play

STORIES = (
    people,
    of_others,
    whole_case,
    several_parties,
    advisers_own,
    second_look,
    interests,
    letters,
    without_agreement,
    patterns,
    group_work,
    directory,
)
QUESTIONS = [f"{service}.{name}" for service, parts in all_services().items() for name in parts.questions]
OUTSIDE = {"that it is there"}
OTHER_WAYS = {f"intake.{name}" for name in ("AcceptConcern", *OTHER_STEPS)}
NEVER_HERE = {"intake.AskChampionSupport", "intake.AgreeExtension", "panel.SubmitStatement", *ELSEWHERE, *OTHER_WAYS}
"""Rotherham has no champions, critical friends or written statements, none of its mediation is held elsewhere, none of
intake's own deadlines is for the parties to extend, and what other Compacts do by a check of form, by one party's wish
or by a national body it does in other ways."""


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    with at_play(tmp_path_factory.mktemp("rights")) as play:
        story = Played(play)
        for told in STORIES:
            play.run(told(story))
        yield story


@pytest.fixture(scope="module")
def seen(played: Played) -> dict[str, Answers]:
    case = played.cases[A]
    return {name: played.play.run(answers(played, by, case)) for name, by in READERS.items()}


@pytest.fixture(scope="module")
def seen_of_others(played: Played) -> dict[str, Answers]:
    case = played.cases["of others"]
    return {name: played.play.run(answers(played, by, case)) for name, by in READERS.items()}


def wrongly(tried: Tried) -> list[str]:
    """Who was let in that may not be, or was refused without a word; and what was written meanwhile."""
    let_in = [f"{by} gave it" for by, reply in tried.kept_out.items() if reply["accepted"]]
    wordless = [f"{by}: {reply}" for by, reply in tried.kept_out.items() if not _says_why(reply)]
    return let_in + wordless + [f"{fact} was written" for fact in tried.wrote]


def _says_why(reply: dict[str, object]) -> bool:
    return bool(reply["accepted"] or (reply["code"] and str(reply["message"]).endswith(".")))


def test_who_may_not_give_a_command_is_refused_in_words_and_changes_nothing(played: Played) -> None:
    assert {each.command: wrong for each in played.tried if (wrong := wrongly(each))} == {}


def test_every_command_was_tried_by_everybody_and_given_by_who_may(played: Played) -> None:
    known = {each["command"] for each in every_command()}
    assert {each.command for each in played.tried} == known
    assert {each.command for each in played.tried if not each.by} == NEVER_HERE


@pytest.mark.parametrize("reader", READERS)
def test_each_sees_of_a_case_what_the_table_says_and_nothing_more(
    seen: dict[str, Answers], played: Played, reader: str
) -> None:
    may = {mark for mark, readers in MAY_READ.items() if reader in readers}
    assert marks(seen[reader], played.cases[A]) == may


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_question_tells_something_to_those_in_the_table_alone(seen: dict[str, Answers], question: str) -> None:
    assert {reader for reader, found in seen.items() if found[question]} == ANSWERED[question]


def test_what_may_hold_something_sealed_is_a_reading_that_goes_on_record(
    seen: dict[str, Answers], played: Played
) -> None:
    parts = all_services()
    for reader, found in seen.items():
        told = {name: marks({name: replies}, played.cases[A]) - OUTSIDE for name, replies in found.items()}
        for name in (name for name, seen_marks in told.items() if seen_marks):
            service, _, question = name.partition(".")
            assert parts[service].questions[question].confidential, (reader, name, told[name])


def test_a_case_of_others_is_there_for_those_alone_who_keep_or_advise_on_all(
    seen_of_others: dict[str, Answers], played: Played
) -> None:
    case = played.cases["of others"]
    there = {reader for reader, found in seen_of_others.items() if "that it is there" in marks(found, case)}
    text = {reader for reader, found in seen_of_others.items() if "foreignmark" in str(found).lower()}
    assert (there, text) == (FOREIGN, FOREIGN)


def test_who_left_sees_the_case_as_it_stood_then(played: Played) -> None:
    found = played.play.run(answers(played, OTHER_VOLUNTEERS, played.cases["of four"]))
    assert found["intake.Case"][0]["state"] != "closed"
    assert "Afterwards" not in str(found)


def test_a_right_that_is_opened_by_mistake_is_seen(seen: dict[str, Answers], played: Played) -> None:
    """The papers of the panel, answered to the advice body as they are to a party."""
    opened = {**seen["advice"], "panel.Case": seen["raising"]["panel.Case"]}
    may = {mark for mark, readers in MAY_READ.items() if "advice" in readers}
    assert marks(opened, played.cases[A]) - may == {"Evidencemark", "Reportmark", "Recommendmark", "Answermark"}


def test_a_command_that_somebody_else_could_give_is_seen() -> None:
    let_in = Tried("intake.LeaveCase", "a/representative", {"b/mediator": {"accepted": True}}, {}, ("PartyLeft",))
    assert wrongly(let_in) == ["b/mediator gave it", "PartyLeft was written"]
