"""What is kept apart from whoever did it: its envelope names neither the command nor the hand nor the case."""

from datetime import UTC, datetime

from concord_shared.decisions import Outcome, Write
from concord_shared.envelope import UNNAMED, Actor
from concord_shared.ids import SeededIds, case_id
from concord_shared.running.group import Cause, Group
from concord_shared.running.memory import Memory
from concord_shared.running.shelf import Shelf
from concord_shared.store.keys import KeyRing
from concord_shared.store.mapper import Mapper
from concord_shared.store.ports import Store
from concord_shared.testing.toy import Counted, toy

CASE = case_id("ROT", "7K3M9Q")
AT = datetime(2027, 3, 15, 9, tzinfo=UTC)
GIVER = Actor(organisation="green-doorstep", office="representative", officer="officer-7")


def test_nothing_around_the_fact_leads_back_to_the_case(any_store: Store, keys: KeyRing) -> None:
    service = toy()
    mapper = Mapper(service.name, service.facts, keys)
    group = Group(Memory(service, any_store, mapper, mapper), Shelf("rotherham"), SeededIds("apart"), AT)
    cause = Cause(GIVER, AT.date(), CASE, "command-1", "command-1")

    writes = (Write("case-other", (Counted(by=1),), apart=True), Write(f"case-{CASE}", (Counted(by=2),)))
    group.write(Outcome(writes), cause)

    apart, own = (mapper.decode(event) for event in group.events)
    assert (apart.envelope.actor, apart.envelope.command_id) == (UNNAMED, None)
    assert (own.envelope.actor, own.envelope.command_id) == (GIVER, "command-1")
    said = apart.envelope.model_dump_json()
    assert not any(word in said for word in (CASE, "command-1", GIVER.organisation, "officer-7"))
    assert CASE in own.envelope.model_dump_json()
