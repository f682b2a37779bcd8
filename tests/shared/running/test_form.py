"""What stands around a command or question goes into headers and envelopes in the clear: it holds ids, never words."""

import json

import pytest

from concord_shared.parts import Refused
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
