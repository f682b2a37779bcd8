"""Who may not judge or help: each conflict rule, and the edges of its 24 months."""

from datetime import date, timedelta
from importlib.resources import files

import pytest
import yaml

from concord_shared import conflicts
from concord_shared.conflicts import (
    CaseTies,
    Conflict,
    can_still_be_cleared,
    find_conflicts,
    is_waivable,
    organisation_conflicted,
)
from concord_shared.contracts.base import Contract, OfficeHeld
from concord_shared.contracts.directory import InterestDeclared, RoleAssigned, RoleEnded
from concord_shared.directory import DirectoryCopy, Role

ACCEPTED = date(2027, 1, 25)
WINDOW_OPENS = date(2025, 1, 25)
DAY = timedelta(days=1)
PARTIES = ("vcs_group", "council")
ALL = ("COI-1", "COI-2", "COI-3", "COI-4", "COI-5")
CASE = CaseTies(PARTIES, ACCEPTED, case="ROT-1")
FILE = yaml.safe_load(files("concord_shared.packs").joinpath("conflicts.yaml").read_text(encoding="utf-8"))
RULES = {rule["id"]: rule for rule in FILE["rules"]}


def a_role(org: str = "var", employer: str = "var", office: str = "trained_officer") -> Role:
    return Role("o-1", office, org, employer, date(2020, 1, 1))


def directory(role: Role, *contracts: Contract) -> DirectoryCopy:
    copy = DirectoryCopy()
    copy.apply(
        RoleAssigned(
            officer=role.officer,
            office=role.office,
            org=role.org,
            employer_org=role.employer_org,
            starts_on=role.starts_on,
        )
    )
    for contract in contracts:
        copy.apply(contract)
    return copy


def found(*contracts: Contract, role: Role | None = None, case: CaseTies = CASE, **more: object) -> list[str]:
    role = role or a_role()
    every = find_conflicts(ALL, role, case, directory(role, *contracts), **more)  # type: ignore[arg-type]
    return [f"{each.rule} {each.reason_code} {each.org}" for each in every]


def once_worked(until: date, employer: str = "council", org: str = "council") -> tuple[Contract, ...]:
    role = RoleAssigned(
        officer="o-1", office="clerk", org=org, employer_org=employer, starts_on=date(2019, 1, 1), ends_on=until
    )
    return (role,)


def an_interest(tie: str, **more: object) -> InterestDeclared:
    fields = {"officer": "o-1", "with_org": "council", "tie": tie, **more}
    return InterestDeclared.model_validate(fields)


def test_an_officer_without_a_tie_is_free() -> None:
    assert found() == []


def test_who_works_for_a_party_is_conflicted_twice() -> None:
    assert found(role=a_role("council", "council")) == [
        "COI-1 employed_by_party council",
        "COI-2 organisation_is_party council",
    ]


def test_who_is_lent_by_a_party_is_still_employed_by_it() -> None:
    assert found(role=a_role("var", "council")) == ["COI-1 employed_by_party council"]


def test_who_serves_a_party_unpaid_is_conflicted() -> None:
    assert found(role=a_role("council", "var"))[0] == "COI-1 serves_party council"


@pytest.mark.parametrize(
    ("last_day", "conflicted"),
    [
        (WINDOW_OPENS - DAY, False),
        (WINDOW_OPENS, False),
        (WINDOW_OPENS + DAY, True),
        (ACCEPTED - DAY, True),
        (ACCEPTED + DAY, True),
    ],
)
def test_a_former_employment_counts_for_24_months_before_acceptance(last_day: date, conflicted: bool) -> None:
    assert bool(found(*once_worked(last_day))) is conflicted
    declared = an_interest("employed", from_on=date(2019, 1, 1), until_on=last_day)
    assert bool(found(declared)) is conflicted


def test_an_office_ended_inside_the_24_months_still_counts() -> None:
    held = RoleAssigned(
        officer="o-1", office="clerk", org="council", employer_org="council", starts_on=date(2019, 1, 1)
    )
    ended = RoleEnded(officer="o-1", office="clerk", org="council", ended_on=WINDOW_OPENS + DAY)
    assert found(held, ended) == ["COI-1 employed_by_party council"]
    long_ago = ended.model_copy(update={"ended_on": WINDOW_OPENS})
    assert found(held, long_ago) == []


def test_the_24_months_end_on_a_short_months_last_day() -> None:
    leap = CaseTies(PARTIES, date(2026, 2, 28), case="ROT-1")
    assert found(*once_worked(date(2024, 2, 28)), case=leap) == []
    assert found(*once_worked(date(2024, 2, 29)), case=leap) != []


def test_before_acceptance_the_24_months_are_counted_back_from_today() -> None:
    received = CaseTies(PARTIES, None)
    assert found(*once_worked(WINDOW_OPENS), case=received, on=ACCEPTED) == []
    assert found(*once_worked(WINDOW_OPENS + DAY), case=received, on=ACCEPTED) != []


def test_a_tie_that_begins_later_does_not_count_on_the_day_of_the_check() -> None:
    later = an_interest("volunteer", from_on=ACCEPTED + 10 * DAY)
    assert found(later, on=ACCEPTED) == []
    assert found(later, on=ACCEPTED + 10 * DAY) == ["COI-1 volunteers_for_party council"]
    assert found(later) != []


@pytest.mark.parametrize("tie", sorted(conflicts.TIES))
def test_every_tie_with_a_party_counts(tie: str) -> None:
    reasons = {"employed": "employed_by_party", "volunteer": "volunteers_for_party"}
    assert found(an_interest(tie)) == [f"COI-1 {reasons.get(tie, 'serves_party')} council"]
    assert found(an_interest(tie, with_org="library")) == []


def test_somebody_elses_tie_is_not_the_officers() -> None:
    assert found(an_interest("employed", officer="o-2")) == []
    assert found(an_interest("family", officer="o-2")) == []


def test_money_in_the_matter_conflicts_the_whole_organisation_either_way() -> None:
    funds = an_interest("money_in_the_matter", officer=None, org="var")
    funded = an_interest("money_in_the_matter", officer=None, org="council", with_org="var")
    assert found(funds) == found(funded) == ["COI-2 money_in_the_matter council"]


def test_money_in_another_case_does_not_count() -> None:
    assert found(an_interest("money_in_the_matter", officer=None, org="var", case_id="ROT-2")) == []
    assert found(an_interest("money_in_the_matter", officer=None, org="var", case_id="ROT-1")) != []


def test_general_public_funding_is_no_conflict() -> None:
    assert found(an_interest("public_funding", officer=None, org="var")) == []


@pytest.mark.parametrize("tie", ["personal", "family"])
def test_a_declared_interest_counts_until_every_party_has_cleared_it(tie: str) -> None:
    assert found(an_interest(tie)) == ["COI-3 interest_not_cleared council"]
    assert found(an_interest(tie, cleared_by=("council",))) != []
    assert found(an_interest(tie, cleared_by=PARTIES)) == []


def test_an_interest_in_the_case_itself_counts_without_an_organisation() -> None:
    assert found(an_interest("personal", with_org=None, case_id="ROT-1")) == ["COI-3 interest_not_cleared var"]
    assert found(an_interest("personal", with_org=None, case_id="ROT-2")) == []


def test_an_interest_that_is_over_no_longer_counts() -> None:
    over = an_interest("family", until_on=ACCEPTED + DAY)
    assert found(over, on=ACCEPTED + DAY) != []
    assert found(over, on=ACCEPTED + 2 * DAY) == []


def held(office: str, officer: str = "o-1") -> CaseTies:
    return CaseTies(PARTIES, ACCEPTED, (OfficeHeld(office=office, officer=officer, org="var"),), case="ROT-1")


@pytest.mark.parametrize("office", ["mediator", "investigator", "reviewer", "panel_member"])
def test_one_office_in_a_case(office: str) -> None:
    other = "reviewer" if office != "reviewer" else "mediator"
    assert found(case=held(office), office=other) == ["COI-4 earlier_office_in_case var"]
    assert found(case=held(office), office=office) == []
    assert found(case=held(office, "o-2"), office=other) == []


def test_who_advised_may_mediate_but_neither_investigate_nor_review() -> None:
    assert found(case=held("triage_advice"), office="mediator") == []
    for office in ("investigator", "reviewer", "panel_member"):
        assert found(case=held("triage_advice"), office=office) == ["COI-5 advised_in_case var"]
    advised = CaseTies(PARTIES, ACCEPTED, advisers=("o-1",))
    assert found(case=advised, office="investigator") == ["COI-5 advised_in_case var"]


def test_advice_bars_the_person_and_not_the_organisation() -> None:
    assert found(case=held("triage_advice", "o-2"), office="investigator") == []


@pytest.mark.parametrize("office", ["champion", "critical_friend"])
def test_who_supported_one_side_may_not_review(office: str) -> None:
    assert "COI-5 supported_in_case var" in found(case=held(office), office="reviewer")


def test_only_the_rules_asked_for_are_tested() -> None:
    role = a_role("council", "council")
    assert find_conflicts(["COI-3", "COI-4"], role, CASE, directory(role)) == ()
    with pytest.raises(KeyError):
        find_conflicts(["COI-9"], role, CASE, directory(role))


def test_the_parties_may_waive_what_can_be_waived() -> None:
    family = an_interest("family")
    assert found(family, waived=("COI-3",), office="reviewer") == []
    employed = an_interest("employed")
    assert found(employed, waived=("COI-1",), office="mediator") == []
    assert found(employed, waived=("COI-1",), office="reviewer") != []
    assert found(case=held("mediator"), waived=("COI-4",), office="reviewer") != []


def test_what_every_party_cleared_for_this_case_counts_no_more() -> None:
    general, for_the_case = an_interest("family"), an_interest("family", case_id="ROT-1", cleared_by=PARTIES)
    assert found(general, for_the_case) == []
    for_another = an_interest("family", case_id="ROT-2", cleared_by=PARTIES)
    assert found(general, for_another) == ["COI-3 interest_not_cleared council"]


def test_parties_may_clear_an_interest_one_after_the_other() -> None:
    everywhere = an_interest("family", cleared_by=("council",))
    assert found(everywhere, an_interest("family", case_id="ROT-1", cleared_by=("vcs_group",))) == []
    assert found(everywhere, an_interest("personal", case_id="ROT-1", cleared_by=("vcs_group",))) != []


@pytest.mark.parametrize("tie", ["employed", "volunteer", "trustee"])
def test_a_tie_of_work_is_cleared_only_where_the_pack_lets_the_parties_waive_it(tie: str) -> None:
    cleared = an_interest(tie, cleared_by=PARTIES)
    assert found(cleared, waivable=("COI-1",), office="mediator") == []
    assert found(cleared, waivable=("COI-3",), office="mediator") != []
    assert found(cleared, waivable=("COI-1",), office="reviewer") != []
    half = an_interest(tie, cleared_by=("council",))
    assert found(half, waivable=("COI-1",), office="mediator") != []


def test_an_employment_known_to_the_directory_is_cleared_by_that_tie_alone() -> None:
    employed, lent = an_interest("employed", cleared_by=PARTIES), a_role("var", "council")
    assert found(employed, role=lent, waivable=("COI-1",), office="mediator") == []
    volunteer = an_interest("volunteer", cleared_by=PARTIES)
    assert found(volunteer, role=lent, waivable=("COI-1",), office="mediator") == ["COI-1 employed_by_party council"]


def test_money_in_the_matter_is_cleared_where_the_pack_lets_the_parties_waive_it() -> None:
    money = an_interest("money_in_the_matter", officer=None, org="var", cleared_by=PARTIES)
    assert found(money, waivable=("COI-2",), office="mediator") == []
    assert found(money, waivable=("COI-1",), office="mediator") == ["COI-2 money_in_the_matter council"]


def test_an_interest_that_some_have_cleared_may_still_be_cleared_by_the_rest() -> None:
    role = a_role()

    def one(**more: object) -> Conflict:
        copy = directory(role, an_interest("family", **more))
        (conflict,) = find_conflicts(ALL, role, CASE, copy, office="mediator", waivable=("COI-3",))
        return conflict

    assert one(cleared_by=("council", "stranger")).cleared_by == ("council",)
    assert can_still_be_cleared(one(cleared_by=("council",)), ("COI-3",), "mediator")
    assert not can_still_be_cleared(one(), ("COI-3",), "mediator")
    assert not can_still_be_cleared(one(cleared_by=("council",)), (), "mediator")
    assert not can_still_be_cleared(Conflict("COI-4", "earlier_office_in_case", "var", PARTIES), ("COI-4",))


def test_an_organisation_is_conflicted_as_a_party_or_by_money_in_the_matter() -> None:
    money = an_interest("money_in_the_matter", officer=None, org="var", until_on=ACCEPTED)
    assert organisation_conflicted("council", CASE, directory(a_role()), ACCEPTED)
    assert not organisation_conflicted("var", CASE, directory(a_role()), ACCEPTED)
    assert organisation_conflicted("var", CASE, directory(a_role(), money), ACCEPTED)
    assert not organisation_conflicted("var", CASE, directory(a_role(), money), ACCEPTED + DAY)


def test_a_conflict_says_itself_in_words() -> None:
    assert "works for" in Conflict("COI-1", "employed_by_party", "council").in_words
    assert set(conflicts.REASONS) == {code for rule in RULES.values() for code in rule["reason_codes"]}


def test_the_constants_are_those_of_the_file() -> None:
    assert set(conflicts.TESTS) == set(RULES)
    assert set(RULES["COI-1"]["params"]["ties"]) == conflicts.TIES
    assert RULES["COI-1"]["params"]["months"] == conflicts.TIE_MONTHS
    assert set(RULES["COI-3"]["params"]["kinds"]) == conflicts.PRIVATE_TIES
    assert set(RULES["COI-4"]["params"]["offices"]) == conflicts.DECISIVE_OFFICES
    assert set(RULES["COI-5"]["params"]["acts"]) == {conflicts.ADVICE, *conflicts.SUPPORT}
    assert set(RULES["COI-5"]["params"]["bars"]) == conflicts.BARRED_BY_ADVICE
    never = {name: set(rule["never_waivable_for"]) for name, rule in RULES.items()}
    assert never == {name: set(offices) for name, offices in conflicts.NEVER_WAIVABLE.items()}
    nobody = {name for name, rule in RULES.items() if rule["waivable_by"] == "nobody"}
    assert nobody == conflicts.WAIVABLE_BY_NOBODY
    assert not any(is_waivable(rule) for rule in nobody)
