"""What stands around a command or question goes into headers and envelopes in the clear: it holds ids, never words."""

import json
from typing import Any

import pytest

from concord_shared.parts import Refused
from concord_shared.running.form import DEEPEST, LONGEST, malformed
from concord_shared.running.unpacking import command_job, question
from concord_shared.testing.toy import toy

WORDS = "Mrs Smith of Wath"


@pytest.mark.parametrize("field", ["officer", "on_behalf_of", "correlation_id", "office", "id"])
def test_words_are_refused_where_an_id_is_asked_for_and_never_repeated(field: str) -> None:
    payload = {"id": "x", "office": "administrator", "body": {}, field: WORDS}
    with pytest.raises(Refused) as refused:
        command_job(toy(), "Count", "system", json.dumps(payload).encode())
    assert (refused.value.refusal.code, refused.value.refusal.field) == ("InvalidField", field)
    assert WORDS not in refused.value.refusal.message


def test_a_question_waits_for_so_many_services_at_most() -> None:
    seen = {f"s{number}": 1 for number in range(17)}
    with pytest.raises(Refused) as refused:
        question(asked(), "Total", json.dumps({"office": "auditor", "seen": seen}).encode())
    assert refused.value.refusal.field == "seen"


def asked():  # type: ignore[no-untyped-def]
    from dataclasses import replace

    from pydantic import BaseModel

    from concord_shared.parts import Question

    return replace(toy(), questions={"Total": Question(BaseModel, lambda *_: {})})


@pytest.mark.parametrize(
    "text",
    [
        "one line\nand another\twith a tab\r\n",
        "Größe \u2018quoted\u2019",
        "\u0645\u0631\u062d\u0628\u0627",
        "\u200f\u05e2\u200e",
        "\U0001f469\u200d\U0001f467",
        "",
    ],
)
def test_what_people_write_in_any_language_is_taken(text: str) -> None:
    assert malformed({"text": text, "many": [text], "more": {"a": text}}) is None


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"text": "a\x00"}, "text"),
        ({"text": "a\u202eb"}, "text"),
        ({"a": {"b": [{"c": "\x1b[2J"}]}}, "a.b.0.c"),
        ({"a": {"b\x00": 1}}, "a"),
        ({"text": "x" * (LONGEST + 1)}, "text"),
    ],
)
def test_what_cannot_be_shown_or_is_too_long_is_refused_by_field_and_never_repeated(body: Any, field: str) -> None:
    refusal = malformed(body)
    assert refusal is not None
    assert (refusal.code, refusal.field) == ("InvalidField", field)
    assert not any(ord(character) < 32 for character in refusal.message) and "xxx" not in refusal.message


def test_what_is_nested_too_deeply_is_refused() -> None:
    deep: Any = "x"
    for _ in range(DEEPEST + 1):
        deep = [deep]
    refusal = malformed({"text": deep})
    assert refusal is not None and refusal.field is not None and refusal.field.startswith("text")
