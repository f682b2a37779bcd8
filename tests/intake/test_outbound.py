"""What others are told, and what they are not."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from concord_intake.domain import facts
from concord_intake.messaging.outbound import tell
from concord_shared.contracts import intake
from concord_shared.contracts.registry import TOLD_BY
from concord_shared.envelope import TIMER, Envelope, Recorded

SAMPLES = Path(__file__).parent / "samples"
PERSONAL = (
    "raiser_name",
    "raiser_ref",
    "raiser_org",
    "text",
    "reasons",
    "why",
    "still_to_try",
    "detail",
    "person_ref",
)

OTHER_NAMES = {"CaseOpenedBySplit": "CasesLinked"}


def recorded(fact):
    envelope = Envelope(
        event_id="e",
        recorded_at=datetime(2027, 3, 1, tzinfo=UTC),
        occurred_on=date(2027, 3, 1),
        actor=TIMER,
        case="ROT-7K3M-9QX",
        correlation_id="e",
    )
    return Recorded(1, "case-ROT-7K3M-9QX", 1, envelope, fact)


def sample(kind):
    return kind.model_validate_json((SAMPLES / f"{kind.stored_name}.json").read_text())


@pytest.mark.parametrize("kind", facts.FACTS, ids=lambda kind: kind.__name__)
def test_a_fact_is_told_under_its_own_name_without_text_or_raiser(kind):
    contract = tell(recorded(sample(kind)))

    if contract is None:
        assert kind.__name__ not in TOLD_BY["intake"]
        return
    assert type(contract).__name__ == OTHER_NAMES.get(kind.__name__, kind.__name__)
    fields = contract.model_dump()
    assert not set(PERSONAL) & set(fields) - {"why"} or kind is facts.CaseUnresolved
    assert "intake sample text" not in contract.model_dump_json()


def test_how_to_reach_the_raiser_goes_over_as_ciphertext_bound_to_its_place():
    told = tell(recorded(sample(facts.ConcernRaised)))

    assert isinstance(told, intake.ConcernRaised)
    assert told.reach is not None
    assert (told.reach.clear, told.reach.box, told.reach.bound_to) == (None, "AAAA", "case-ROT-7K3M-9QX/1")


def test_a_confirmation_is_told_with_the_statements_that_the_pack_asks_for():
    one = facts.InformalExhaustionConfirmed(party="rmbc", statements=("no_acceptable_agreement",))

    told = tell(recorded(one))

    assert isinstance(told, intake.InformalExhaustionConfirmed)
    assert told.statements == ("no_acceptable_agreement",)
