"""No text of panel is so large that, sealed, it could not be passed on: the relay would stand still for good."""

import pytest
from pydantic import ValidationError

from concord_panel.domain.commands import MakeRecommendation, SubmitEvidence, SubmitReport
from concord_shared.running.group import MAX_FACT_BYTES

LARGEST_LETTER = "𝄞"  # four bytes
AROUND = 150_000  # what else a fact or a letter about it holds


def sealed_bytes(text: str) -> int:
    return len(text.encode()) * 4 // 3


@pytest.mark.parametrize("command", [SubmitEvidence, MakeRecommendation])
def test_the_longest_text_fits_into_a_fact(command):
    length = next(length for length in (200_000, 100_000, 50_000) if taken(command, length))
    assert sealed_bytes(LARGEST_LETTER * length) + AROUND < MAX_FACT_BYTES


def taken(command, length):
    try:
        command(text=LARGEST_LETTER * length)
    except ValidationError:
        return False
    return True


def test_a_report_is_bounded_as_a_whole():
    given = {"prior_recommendations": "none"}
    assert SubmitReport(parts={"issues": "x" * 50_000}, **given)
    with pytest.raises(ValidationError):
        SubmitReport(parts={f"part-{number}": "x" * 50_000 for number in range(5)}, **given)
    with pytest.raises(ValidationError):
        SubmitReport(parts={"issues": "x" * 200_000}, **given)
