"""Nobody is told of a repeat about itself but as the respondent: its copy goes to the pack's fallback (handbook 5.2)."""

from dataclasses import replace
from datetime import date

import pytest

from concord_notify.domain.offices import called
from concord_notify.domain.recipients import recipients
from concord_notify.domain.scene import Addressee, Scene
from concord_shared.calendar.snapshot import england
from concord_shared.contracts.directory import RoleAssigned
from concord_shared.contracts.oversight import RepeatedDisputePatternDetected
from concord_shared.directory import DirectoryCopy
from concord_shared.packs.loading import builtin, load
from concord_shared.packs.offices import office_in
from concord_shared.testing.directory_sample import told_by_directory

TODAY = date(2027, 1, 25)
PACKS = {name: load(path) for name, path in builtin().items()}
CONCERNED, FREE = "the-one-concerned", "somebody-else"


def offices_told(pack):
    told = pack.monitoring.repeat_rule.told
    words = dict.fromkeys((*told.note, *told.pattern, *told.compact_review))
    return [word for word in words if not word.startswith(("respondent_", "next_"))]


EVERY = [(name, office) for name, pack in PACKS.items() for office in offices_told(pack)]


def directory_of(*seats):
    """(officer, office, organisation, employer) of each seat."""
    copy = DirectoryCopy()
    for number, (officer, office, org, employer) in enumerate(seats, 1):
        seat = RoleAssigned(
            officer=officer, office=office, org=org, employer_org=employer, starts_on=date(2020, 1, 6), training={}
        )
        copy.hear(told_by_directory(number, seat))
    return copy


def told(pack, office, directory, respondents=(CONCERNED,)):
    """Who gets the letter that goes to `office`."""
    contract = RepeatedDisputePatternDetected(
        pattern_id="pattern-0123456789abcdef",
        level="same_commitment",
        key="x",
        count=3,
        case_ids=("A", "B", "C"),
        respondents=respondents,
        window_from=date(2025, 1, 25),
        window_to=TODAY,
        rule_version=pack.version,
    )
    message = replace(told_by_directory(1, contract, TODAY), service="oversight")
    return recipients([office], Scene(message, pack, england(), directory, TODAY))


def seat(pack, office):
    message = told_by_directory(1, RoleAssigned.model_construct(), TODAY)
    return called(office, Scene(message, pack, england(), DirectoryCopy(), TODAY))[-1]


@pytest.mark.parametrize(("name", "office"), EVERY)
def test_the_copy_of_a_holder_who_is_the_respondent_goes_to_the_fallback(name, office):
    pack = PACKS[name]
    fallback = seat(pack, pack.monitoring.repeat_rule.fallback.to[0])
    directory = directory_of(
        ("officer-1", seat(pack, office), CONCERNED, CONCERNED), ("officer-2", fallback, FREE, FREE)
    )

    assert told(pack, office, directory) == (Addressee(fallback, FREE),)


@pytest.mark.parametrize(("name", "office"), EVERY)
def test_whoever_works_for_the_respondent_is_passed_over_too(name, office):
    pack = PACKS[name]
    fallback = seat(pack, pack.monitoring.repeat_rule.fallback.to[0])
    directory = directory_of(
        ("officer-1", seat(pack, office), "its-host", CONCERNED), ("officer-2", fallback, FREE, FREE)
    )

    assert told(pack, office, directory) == (Addressee(fallback, FREE),)


@pytest.mark.parametrize(("name", "office"), EVERY)
def test_a_group_keeps_its_other_members_and_nobody_is_written_to_twice(name, office):
    pack, own = PACKS[name], seat(PACKS[name], office)
    fallback = seat(pack, pack.monitoring.repeat_rule.fallback.to[0])
    directory = directory_of(
        ("officer-1", own, CONCERNED, CONCERNED),
        ("officer-2", own, "a-third", "a-third"),
        ("officer-3", fallback, FREE, FREE),
    )

    assert set(told(pack, office, directory)) == {Addressee(own, "a-third"), Addressee(fallback, FREE)}


@pytest.mark.parametrize("name", PACKS)
def test_one_of_those_who_stand_in_gets_the_copy_and_not_all_of_them(name):
    pack = PACKS[name]
    fallback = seat(pack, pack.monitoring.repeat_rule.fallback.to[0])
    several = [(f"officer-{number}", fallback, f"free-{number}", f"free-{number}") for number in range(3)]
    directory = directory_of(("officer-9", "coordinator", CONCERNED, CONCERNED), *several)

    assert told(pack, "coordinator", directory) == (Addressee(fallback, "free-0"),)


@pytest.mark.parametrize(("name", "office"), EVERY)
def test_where_nobody_is_concerned_the_fallback_hears_nothing(name, office):
    pack, own = PACKS[name], seat(PACKS[name], office)
    fallback = seat(pack, pack.monitoring.repeat_rule.fallback.to[0])
    others = [] if fallback == own else [("officer-2", fallback, FREE, FREE)]
    directory = directory_of(("officer-1", own, "a-third", "a-third"), *others)

    assert told(pack, office, directory) == (Addressee(own, "a-third"),)


def test_a_fallback_that_is_concerned_as_well_is_passed_over_for_the_next():
    pack = PACKS["rotherham"]
    first, second = pack.monitoring.repeat_rule.fallback.to
    directory = directory_of(
        ("officer-1", "advice_body", CONCERNED, CONCERNED),
        ("officer-2", first, CONCERNED, CONCERNED),
        ("officer-3", office_in(second), FREE, FREE),
        ("officer-4", office_in(second), CONCERNED, CONCERNED),
    )

    assert told(pack, "advice_body", directory) == (Addressee(office_in(second), FREE),)


@pytest.mark.parametrize("name", PACKS)
def test_where_all_are_concerned_the_copy_lies_on_the_desk_for_somebody_to_hand_on(name):
    pack, (first, *_) = PACKS[name], PACKS[name].monitoring.repeat_rule.fallback.to
    directory = directory_of(("officer-1", seat(pack, first), CONCERNED, CONCERNED))

    assert told(pack, "coordinator", directory) == (Addressee("coordinator"),)
    assert told(pack, first, directory) == (Addressee(first),)
