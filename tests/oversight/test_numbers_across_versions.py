"""One commitment stays one, whatever number a new version of the Compact gives it (handbook 5.1)."""

from datetime import date

import pytest

from concord_oversight.domain import facts
from concord_oversight.domain.numbering import Numbering
from concord_shared.contracts.base import Citation
from concord_shared.contracts.directory import PackPublished
from concord_shared.contracts.intake import ConcernAccepted
from concord_shared.packs.model import Pack
from concord_shared.packs.versions import Numbers
from concord_shared.testing.directory_sample import told_by_directory

FIRST, SECOND, THIRD = "2017.1", "2027.1", "2029.1"


def version_of(pack, version, replaces, renumbered):
    data = pack.to_data()
    data["pack"] = {**data["pack"], "version": version, "replaces": {"version": replaces, "commitments": renumbered}}
    kept = [each for each in data["commitments"] if renumbered.get(each["no"], "") is not None]
    data["commitments"] = [{**each, "no": renumbered.get(each["no"], each["no"])} for each in kept]
    return Pack.from_data(data)


@pytest.fixture
def publish(desk):
    def published(pack):
        told = PackPublished(
            pack_id=pack.id,
            version=pack.version,
            sha256=pack.sha256,
            status="published",
            content=pack.to_data(),
            commitment_map=pack.commitment_map,
        )
        desk.directory.hear(told_by_directory(desk.directory.position + 1, told))
        desk.in_force = pack

    return published


@pytest.fixture
def accept(desk):
    def accepted(case, on, number, org="rmbc"):
        theme = desk.in_force.commitments[number].theme
        said = {"raising": (f"of-{case.lower()}",), "responding": (org,), "same_sector": False, "adopted": True}
        version = desk.in_force.version
        cited = (Citation(number=number),)
        desk.hear("intake", ConcernAccepted(pack_version=version, cited=cited, themes=(theme,), **said), case, on)

    return accepted


@pytest.fixture
def desk(desk, sample):
    """The directory copy of each test is its own: versions are published into it."""
    desk.directory = type(sample.copy)()
    for each in sample.told:
        desk.directory.hear(each)
    return desk


def test_a_case_on_the_old_number_and_one_on_the_new_count_under_one_key(desk, pack, publish, accept):
    accept("CASE-1", date(2026, 9, 1), "11.2")
    publish(version_of(pack, SECOND, FIRST, {"11.2": "30.1"}))
    accept("CASE-2", date(2027, 3, 1), "30.1")

    (noted,) = desk.facts(facts.RepeatedDisputeNoted)
    assert (noted.level, noted.key, noted.commitments, noted.count) == ("same_commitment", "rmbc/30.1", ("30.1",), 2)


def test_the_pattern_keeps_its_id_over_several_versions(desk, pack, publish, accept):
    accept("CASE-1", date(2026, 9, 1), "11.2")
    accept("CASE-2", date(2026, 9, 2), "11.2")
    second = version_of(pack, SECOND, FIRST, {"11.2": "30.1"})
    publish(second)
    accept("CASE-3", date(2027, 3, 1), "30.1")
    publish(version_of(second, THIRD, SECOND, {"30.1": "40.7"}))
    accept("CASE-4", date(2028, 2, 1), "40.7")

    told = [each for each in desk.facts(facts.Repeat) if each.level == "same_commitment"]
    assert [each.key for each in told] == ["rmbc/11.2", "rmbc/30.1", "rmbc/40.7"]
    assert len({each.pattern_id for each in told}) == 1
    assert [each.count for each in told] == [2, 3, 4]


def test_the_systemic_rule_maps_numbers_too(desk, pack, publish, accept):
    accept("CASE-1", date(2026, 9, 1), "11.2", "rmbc")
    publish(version_of(pack, SECOND, FIRST, {"11.2": "30.1"}))
    accept("CASE-2", date(2027, 3, 1), "30.1", "trft")
    accept("CASE-3", date(2027, 3, 2), "30.1", "syp")

    (pattern,) = desk.facts(facts.RepeatedDisputePatternDetected)
    assert (pattern.level, pattern.key, pattern.commitments) == ("systemic", "30.1", ("30.1",))


def test_a_number_that_is_given_to_something_new_is_not_taken_for_the_old_one(desk, pack, publish, accept):
    accept("CASE-1", date(2026, 9, 1), "11.2")
    publish(version_of(pack, SECOND, FIRST, {"11.2": "11.1", "11.1": "11.2"}))
    accept("CASE-2", date(2027, 3, 1), "11.2")

    assert not [each for each in desk.facts(facts.Repeat) if each.level == "same_commitment"]


def test_a_number_that_was_dropped_keeps_its_own_name(desk, pack, publish, accept):
    accept("CASE-1", date(2026, 9, 1), "11.2")
    second = version_of(pack, SECOND, FIRST, {"11.2": None})
    publish(second)
    desk.in_force = pack
    accept("CASE-2", date(2027, 3, 1), "11.2")

    (noted,) = desk.facts(facts.RepeatedDisputeNoted)
    assert (noted.key, noted.count) == ("rmbc/11.2", 2)


def test_two_commitments_made_one_are_counted_as_one_from_then_on(desk, pack, publish, accept):
    accept("CASE-1", date(2026, 9, 1), "11.1")
    accept("CASE-2", date(2026, 9, 2), "11.2")
    both = version_of(pack, SECOND, FIRST, {"11.1": "30.1"})
    data = both.to_data()
    data["pack"]["replaces"]["commitments"]["11.2"] = "30.1"
    data["commitments"] = [each for each in data["commitments"] if each["no"] != "11.2"]
    publish(Pack.from_data(data))
    accept("CASE-3", date(2027, 3, 1), "30.1")

    pattern = next(each for each in desk.facts(facts.Repeat) if each.level == "same_commitment")
    assert (pattern.key, pattern.count) == ("rmbc/30.1", 3)
    assert pattern.case_ids == ("CASE-1", "CASE-2", "CASE-3")


NUMBERING = Numbering(
    ("1", "2", "3"),
    Numbers({"1": ("2", {"a": "b", "b": None, "d": "e", "z": "k"}), "2": ("3", {"b": "c", "e": "c", "x": "y"})}),
    {"1": frozenset("abdxz") | {"same"}, "2": frozenset("bexk") | {"same"}, "3": frozenset("cykb") | {"same"}},
)


@pytest.mark.parametrize(
    ("number", "version", "shown", "names"),
    [
        ("a", "1", "c", ("a", "d")),
        ("b", "1", "b", ("b",)),
        ("b", "2", "c", ("a", "d")),
        ("c", "3", "c", ("a", "d")),
        ("x", "2", "y", ("x",)),
        ("y", "3", "y", ("x",)),
        ("b", "3", "b", ("b@3",)),
        ("k", "3", "k", ("z",)),
        ("a", "9", "a", ("a",)),
        ("same", "1", "same", ("same",)),
        ("same", "3", "same", ("same",)),
    ],
)
def test_every_number_leads_to_the_newest_and_back_to_the_first(number, version, shown, names):
    assert (NUMBERING.shown(number, version), NUMBERING.names(number, version)) == (shown, names)
