"""No way of writing out a fact shows what is sealed in it: neither for JSON nor for Python, neither in text nor in errors."""

import pytest
from pydantic import ValidationError
from pydantic_core import PydanticSerializationError, to_json

from concord_shared.facts import Fact
from concord_shared.sealed import Sealed

SECRET = "07700 900123"


class Reached(Fact):
    stored_name = "test.reached.v1"
    reach: Sealed


BEFORE = Reached(reach=Sealed("contact", "person-1", SECRET))
AFTER = Reached(reach=Sealed("contact", "person-1", SECRET, "a-box", "here"))


@pytest.mark.parametrize(
    "shown",
    [
        lambda: str(AFTER.model_dump()),
        lambda: str(AFTER.model_dump(mode="json")),
        lambda: AFTER.model_dump_json(),
        lambda: to_json(AFTER).decode(),
        lambda: repr(AFTER) + str(AFTER) + f"{AFTER.reach}",
        lambda: repr(BEFORE) + str(BEFORE),
    ],
)
def test_a_sealed_value_is_shown_in_no_form(shown) -> None:
    assert "person-1" in shown()
    assert SECRET not in shown()


@pytest.mark.parametrize("dump", [BEFORE.model_dump, BEFORE.model_dump_json])
def test_what_was_not_sealed_yet_cannot_be_written_out_at_all(dump) -> None:
    with pytest.raises((PydanticSerializationError, ValueError)) as refused:
        dump()
    assert SECRET not in str(refused.value)


def test_the_error_about_a_fact_beside_it_does_not_show_it() -> None:
    with pytest.raises(ValidationError) as refused:
        Reached.model_validate({"reach": BEFORE.reach, "other": 1})
    assert SECRET not in str(refused.value)
