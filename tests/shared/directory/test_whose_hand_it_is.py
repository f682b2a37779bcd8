"""Who acted: the officer named, or the one who alone holds the office; nobody is taken for another."""

from datetime import UTC, date, datetime

from concord_shared.calendar.snapshot import england
from concord_shared.envelope import Actor
from concord_shared.packs.loading import builtin, load
from concord_shared.running.rights import identified
from concord_shared.testing.directory_sample import rotherham_sample
from concord_shared.world import World

TODAY = date(2027, 3, 15)
PACK = load(builtin()["rotherham"])
SAMPLE = rotherham_sample(PACK)


def acting(actor: Actor) -> str | None:
    return World(actor, TODAY, datetime(2027, 3, 15, 9, tzinfo=UTC), PACK, england(), SAMPLE.copy).acting_officer


def test_one_who_alone_holds_an_office_need_not_be_named() -> None:
    adviser = Actor(organisation="var", office=SAMPLE.offices.advice)
    assert acting(adviser) == "officer-var-advice"
    assert identified(SAMPLE.copy, adviser, TODAY).officer == "officer-var-advice"


def test_where_several_hold_it_nobody_is_taken_for_another() -> None:
    one_of_three = Actor(organisation="var", office=SAMPLE.offices.mediator)
    assert acting(one_of_three) is None
    assert identified(SAMPLE.copy, one_of_three, TODAY) == one_of_three


def test_an_officer_who_is_named_is_that_officer() -> None:
    named = Actor(organisation="var", office=SAMPLE.offices.mediator, officer="officer-var-mediator-2")
    assert acting(named) == "officer-var-mediator-2"
