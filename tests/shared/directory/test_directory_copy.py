"""A service's own copy of the directory, filled by what directory tells."""

from datetime import UTC, date, datetime, timedelta

import pytest

from concord_shared.contracts.base import Contract, Told
from concord_shared.contracts.directory import (
    BankHolidayDeclared,
    ClosureDeclared,
    InterestDeclared,
    MeetingScheduled,
    OrganisationRegistered,
    OrganisationSignedUp,
    PackPublished,
    PersonalDataErased,
    RoleAssigned,
    RoleEnded,
)
from concord_shared.directory import DirectoryCopy

START = date(2027, 1, 4)
DAY = timedelta(days=1)


def told(position: int, contract: Contract) -> Told:
    return Told(
        service="directory",
        position=position,
        about="org-1",
        case=None,
        event_id=str(position),
        occurred_on=START,
        recorded_at=datetime(2027, 1, 4, tzinfo=UTC),
        correlation_id="c",
        contract=contract,
    )


def a_copy(*contracts: Contract) -> DirectoryCopy:
    copy = DirectoryCopy()
    for position, contract in enumerate(contracts, 1):
        copy.hear(told(position, contract))
    return copy


def a_role(officer: str = "o-1", ends_on: date | None = None, **more: object) -> RoleAssigned:
    fields = {"office": "secretary", "org": "var", "employer_org": "var", "starts_on": START, **more}
    return RoleAssigned.model_validate({"officer": officer, "ends_on": ends_on, **fields})


def a_pack(version: str, status: str = "published", pack_id: str = "rotherham") -> PackPublished:
    return PackPublished(pack_id=pack_id, version=version, sha256="0", status=status, content={})


def test_a_message_heard_twice_changes_nothing() -> None:
    copy = DirectoryCopy()
    for _ in range(2):
        copy.hear(told(1, a_role()))
    assert len(copy.roles_of("o-1")) == 1
    assert copy.position == 1


def test_a_message_of_an_unknown_kind_moves_the_position_only() -> None:
    copy = a_copy(Contract())
    assert copy.position == 1


def test_an_organisation_is_a_member_once_it_has_signed_up() -> None:
    registered = OrganisationRegistered(org="var", name="VAR", sector="vcs", kind="infrastructure")
    copy = a_copy(registered)
    assert not copy.is_member("var")
    copy.hear(told(2, OrganisationSignedUp(org="var", compact="rotherham", signed_on=START)))
    copy.hear(told(3, registered))
    found = copy.organisation("var")
    assert found is not None
    assert (found.signed_on, copy.is_member("var"), copy.sector("var")) == (START, True, "vcs")
    assert (copy.organisation("nobody"), copy.sector("nobody"), copy.is_member("nobody")) == (None, None, False)
    assert len(copy.organisations()) == 1


@pytest.mark.parametrize(
    ("day", "holds"), [(START - DAY, False), (START, True), (START + 9 * DAY, True), (START + 10 * DAY, False)]
)
def test_a_term_of_office_includes_its_first_and_last_day(day: date, holds: bool) -> None:
    copy = a_copy(a_role(ends_on=START + 9 * DAY))
    assert bool(copy.holders("secretary", day)) is holds
    assert (copy.holding("var", "secretary", day) is not None) is holds


def test_an_office_that_was_ended_is_lost_on_that_very_day() -> None:
    copy = a_copy(a_role(), RoleEnded(officer="o-1", office="secretary", org="var", ended_on=START + 5 * DAY))
    assert copy.holding("var", "secretary", START + 4 * DAY) is not None
    assert copy.holding("var", "secretary", START + 5 * DAY) is None
    assert copy.officer_exists("o-1")


def test_an_office_taken_up_again_after_its_end_is_held_again() -> None:
    ended = RoleEnded(officer="o-1", office="secretary", org="var", ended_on=START + 5 * DAY)
    copy = a_copy(a_role(), ended, a_role(starts_on=START + 8 * DAY))
    held = [copy.holding("var", "secretary", START + days * DAY) is not None for days in (4, 6, 8)]
    assert held == [True, False, True]


def test_ending_one_office_leaves_the_officers_other_ones() -> None:
    ended = RoleEnded(officer="o-1", office="secretary", org="var", ended_on=START + DAY)
    copy = a_copy(a_role(), a_role(office="chair"), a_role("o-2"), ended)
    assert [role.officer for role in copy.holders("secretary", START + DAY)] == ["o-2"]
    assert [role.officer for role in copy.holders("chair", START + DAY)] == ["o-1"]


def test_a_role_is_found_for_one_officer_or_for_any() -> None:
    copy = a_copy(a_role(), a_role("o-2", employer_org="council"))
    found = copy.holding("var", "secretary", START, officer="o-2")
    assert found is not None
    assert (found.officer, copy.employer("o-2", START), copy.employer("o-3", START)) == ("o-2", "council", None)
    assert copy.holding("var", "secretary", START, officer="o-3") is None


def test_training_counts_from_the_date_of_its_evidence() -> None:
    copy = a_copy(a_role(training={"mediation": START + DAY}), a_role(training={"mediation": START + 9 * DAY}))
    assert copy.trained("o-1", "mediation", START) is None
    assert copy.trained("o-1", "mediation", START + DAY) == START + DAY
    assert copy.trained("o-1", "mediation", START + 20 * DAY) == START + 9 * DAY
    assert copy.trained("o-1", "law", START + 20 * DAY) is None


def test_an_interest_declared_again_replaces_the_earlier_one() -> None:
    tie = {"officer": "o-1", "with_org": "council", "tie": "family"}
    copy = a_copy(
        InterestDeclared.model_validate(tie),
        InterestDeclared.model_validate({**tie, "cleared_by": ("council",)}),
        InterestDeclared(org="var", with_org="council", tie="money_in_the_matter"),
    )
    (of_officer,) = copy.interests(officer="o-1")
    assert of_officer.cleared_by == ("council",)
    assert len(copy.interests(org="var")) == 1
    assert len(copy.interests()) == 2


def test_a_meeting_moved_leaves_its_old_day() -> None:
    first, second, moved = START + 10 * DAY, START + 20 * DAY, START + 15 * DAY
    copy = a_copy(
        MeetingScheduled(body="group", meets_on=second),
        MeetingScheduled(body="group", meets_on=first),
        MeetingScheduled(body="group", meets_on=moved, replaces=first),
    )
    assert copy.meetings("group", START) == (moved, second)
    assert copy.meetings("group", second) == (second,)
    assert copy.meetings("other", START) == ()


def test_closed_days_are_kept_by_organisation_and_bank_holidays_for_all() -> None:
    copy = a_copy(
        ClosureDeclared(org="var", on=START, name="Moving house"), BankHolidayDeclared(on=START, name="Jubilee")
    )
    assert copy.closures("var") == {START: "Moving house"}
    assert copy.closures("council") == {}
    assert copy.bank_holidays == {START: "Jubilee"}


def test_the_version_published_last_is_in_force() -> None:
    copy = a_copy(a_pack("1"), a_pack("2"), a_pack("9", pack_id="other"))
    in_force = copy.pack_in_force("rotherham")
    assert in_force is not None
    assert in_force.version == "2"
    assert set(copy.packs) == {("rotherham", "1"), ("rotherham", "2"), ("other", "9")}
    assert copy.pack_in_force("nowhere") is None


def test_a_retired_pack_is_not_in_force() -> None:
    assert a_copy(a_pack("1"), a_pack("1", status="retired")).pack_in_force("rotherham") is None


def test_erased_persons_are_known() -> None:
    copy = a_copy(PersonalDataErased(person="o-1", ground="asked"))
    assert copy.erased == {"o-1"}
