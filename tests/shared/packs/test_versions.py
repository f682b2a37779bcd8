"""A commitment is the same one whatever number a later version gives it."""

from concord_shared.packs.loading import builtin, load
from concord_shared.packs.model import Pack
from concord_shared.packs.versions import newest, numbers_of

FIRST = load(builtin()["rotherham"])


def version(name: str, before: Pack, **commitments: str | None) -> Pack:
    data = before.to_data()
    renumbered = {old.replace("_", ".").lstrip("n"): new for old, new in commitments.items()}
    data["pack"] |= {"version": name, "replaces": {"version": before.version, "commitments": renumbered}}
    return Pack.from_data(data)


SECOND = version("2", FIRST, n9_2="12.1", n9_3=None)
THIRD = version("3", SECOND, n12_1="14.4", n9_2="9.9")
ALL = (FIRST, SECOND, THIRD)


def test_a_renumbered_commitment_is_followed_through_every_version():
    assert newest("9.2", FIRST.version, ALL) == "14.4"
    assert newest("12.1", "2", ALL) == "14.4"
    assert newest("14.4", "3", ALL) == "14.4"


def test_a_number_given_anew_is_another_commitment():
    assert newest("9.2", "2", ALL) == "9.9"
    assert newest("9.2", "3", ALL) == "9.2"


def test_a_dropped_commitment_has_no_number_any_more():
    assert newest("9.3", FIRST.version, ALL) is None
    assert newest("9.3", "2", ALL) == "9.3"


def test_what_no_version_lists_stays_as_it_is():
    assert newest("10.1", FIRST.version, ALL) == "10.1"
    assert newest("9.2", "unknown", ALL) == "9.2"
    assert numbers_of(()).newest("9.2", "1") == "9.2"
