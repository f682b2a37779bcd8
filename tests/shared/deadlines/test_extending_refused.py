"""More time that is refused: by whom, how much, and of what; each refusal names the field and the rule."""

from typing import Any

import pytest
from pydantic import ValidationError

from concord_shared.deadlines.clocks import ExtendDeadline

from .conftest import day
from .more_time import WORDS, a_mediation, a_review, code, names, nobody


def test_a_party_agrees_once_and_the_refusal_names_the_rule() -> None:
    mediation = a_mediation()
    mediation.ask(5, "council", day("01-19"))
    refused = mediation.agree("council", day("01-19"))
    assert (code(refused), refused.refusal and refused.refusal.rule) == ("AlreadyAgreed", "ROT-G32")


def test_nobody_agrees_for_another() -> None:
    mediation = a_mediation()
    mediation.ask(5, "council", day("01-19"))
    for_another = mediation.agree("var", day("01-19"), office="advice_body", behalf="vcs_group")
    assert code(for_another) == "NotAParty"
    assert code(mediation.agree("vcs_group", day("01-19"), behalf="council")) == "NoAuthority"
    assert code(mediation.ask(5, "stranger", day("01-19"), reason="Please.")) == "NotAParty"


def test_what_is_not_proposed_cannot_be_agreed_to() -> None:
    mediation = a_mediation()
    assert code(mediation.agree("council", day("01-19"))) == "NothingProposed"


def test_the_same_again_is_to_be_agreed_to_and_not_proposed_anew() -> None:
    mediation = a_mediation()
    mediation.ask(10, "council", day("01-19"))
    assert code(mediation.ask(10, "vcs_group", day("01-19"))) == "AlreadyProposed"


def test_an_extension_that_would_be_over_already_is_refused() -> None:
    review = a_review()
    review.case.swept(day("05-14"))
    refused = review.ask(5, "trft", day("05-14"), id="ROT-D03")
    assert (code(refused), refused.refusal and refused.refusal.field) == ("ExtensionTooShort", "working_days")
    assert names(review.ask(10, "trft", day("05-14"), id="ROT-D03")) == ["DeadlineExtended"]


def test_who_is_not_entitled_is_refused_with_the_rule_of_the_deadline() -> None:
    review = a_review()
    review.entitled = nobody
    refused = review.ask(5, "trft", day("05-04"), id="ROT-D03").refusal
    assert refused is not None
    assert (refused.code, refused.rule) == ("NotTheChair", "ROT-D03")
    assert "Only whoever chairs the review" in refused.message


def test_at_most_so_many_days_are_given_however_often() -> None:
    review = a_review()
    assert code(review.ask(11, "trft", day("05-04"), id="ROT-D03")) == "ExtensionTooLong"
    review.ask(6, "trft", day("05-04"), id="ROT-D03")
    refused = review.ask(5, "trft", day("05-04"), id="ROT-D03").refusal
    assert refused is not None
    assert (refused.code, refused.field, refused.rule) == ("ExtensionTooLong", "working_days", "ROT-D03")
    assert "At most 4 more" in refused.message


@pytest.mark.parametrize(
    ("asked", "wanted", "field"),
    [
        ({"id": "ROT-D16"}, "NotExtendable", "deadline_id"),
        ({"id": "ROT-D99"}, "DeadlineNotOpen", "deadline_id"),
        ({"id": "ROT-D03"}, "DeadlineNotOpen", "deadline_id"),
        ({"party": "council"}, "DeadlineNotOpen", "deadline_id"),
        ({"reason": " \n "}, "ReasonRequired", "reason"),
    ],
)
def test_what_stands_in_the_way_is_named(asked: dict[str, Any], wanted: str, field: str) -> None:
    refused = a_mediation("ROT-D01", "ROT-D16").ask(5, "council", day("01-04"), **asked).refusal
    assert refused is not None
    assert (refused.code, refused.field) == (wanted, field)


def test_a_deadline_of_another_service_is_asked_for_there() -> None:
    refused = a_mediation().ask(5, "council", day("01-04"), id="ROT-D03").refusal
    assert refused is not None and "kept by panel" in refused.message


def test_a_deadline_that_was_met_is_not_extended() -> None:
    mediation = a_mediation()
    mediation.ask(5, "council", day("01-14"))
    mediation.case.happens("MediationSettled", day("01-14"))
    assert code(mediation.ask(5, "council", day("01-14"))) == "DeadlineNotOpen"
    assert code(mediation.agree("vcs_group", day("01-14"))) == "DeadlineNotOpen"


@pytest.mark.parametrize("days", [0, -1, 261, 2.5, True, "5", None])
def test_a_number_of_days_that_makes_no_sense_is_not_taken(days: Any) -> None:
    with pytest.raises(ValidationError, match="working_days"):
        ExtendDeadline(deadline_id="ROT-D01", working_days=days, reason=WORDS)
