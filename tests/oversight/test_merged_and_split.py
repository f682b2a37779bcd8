"""A case over again counts no more; a case in two parts counts once for each organisation it is about."""

from datetime import date

import pytest

from concord_oversight.domain import facts
from concord_shared.contracts.base import Party
from concord_shared.contracts.intake import CaseClosed, CaseSplit, CaseUnresolved, PartyAdded, StageOpened

GROUPS = ("green-doorstep",), ("swallownest-lunch-club",), ("eastwood-youth",)
A_DAY = date(2027, 9, 20)


@pytest.fixture
def merged(desk):
    def merge(case, on=A_DAY):
        return desk.hear("intake", CaseClosed(reason="merged", opened_on=on, closed_on=on), case, on)

    return merge


@pytest.fixture
def split(desk, accepted, pack):
    """S15: two groups about two bodies; those about the Council go on in a case of their own."""
    accepted("CASE-1", date(2027, 8, 2), "9.2", raising=(*GROUPS[0], *GROUPS[1]), responding=("rmbc", "rotherham_ccg"))
    parties = (Party(org="green-doorstep", side="raising"), Party(org="rmbc", side="responding"))
    told = CaseSplit(other_case_ids=("CASE-2",), parties_moved=("rmbc",), parties=parties, stage_id="mediation")
    desk.hear("intake", told, "CASE-1", A_DAY)
    opened = StageOpened(
        stage_id="mediation",
        stage_type="facilitated",
        label="Stage 2",
        caused_by="CaseSplit",
        parties=parties,
        pack_version=pack.version,
    )
    desk.hear("intake", opened, "CASE-2", A_DAY)
    return desk


def counts(desk, key):
    return [each.count for each in desk.facts(facts.RepeatCounted) if each.key == key]


def test_a_split_pair_counts_once_for_each_respondent(split):
    assert counts(split, "rmbc/9.2") == [1]
    assert counts(split, "rotherham_ccg/9.2") == [1]
    assert counts(split, "9.2") == [2]
    assert len(split.facts(facts.DisputeSplitOff)) == 1


def test_the_same_split_heard_twice_is_noted_once(split):
    assert split.receive(split.heard[-2]).facts == ()


def test_who_joins_the_linked_case_counts_with_the_first_one(split):
    split.hear("intake", PartyAdded(org="syp", side="responding"), "CASE-2", date(2027, 9, 21))

    assert counts(split, "syp/9.2") == [1]
    assert counts(split, "9.2") == [2, 3]
    assert {each.case_id for each in split.facts(facts.RepeatCounted)} == {"CASE-1"}


def test_an_unresolved_linked_case_prompts_a_review_with_the_commitments_of_the_first(split):
    split.hear("intake", CaseUnresolved(after_stage="responses", why="rejected"), "CASE-2", date(2027, 12, 1))

    (review,) = split.facts(facts.CompactReviewSuggested)
    assert (review.case_id, review.commitments, review.respondents) == ("CASE-2", ("9.2",), ("rmbc",))


def test_a_merged_duplicate_counts_no_more(desk, accepted, merged):
    accepted("CASE-1", date(2027, 9, 1), "11.2", raising=GROUPS[0])
    accepted("CASE-2", date(2027, 9, 2), "11.2", raising=GROUPS[1])
    merged("CASE-2")

    accepted("CASE-3", date(2027, 10, 1), "11.2", raising=GROUPS[2])

    assert counts(desk, "rmbc/11.2") == [1, 2, 2]
    assert not desk.facts(facts.RepeatedDisputePatternDetected)


def test_a_pattern_that_duplicates_had_made_closes_and_a_real_third_case_opens_it_anew(desk, accepted, merged):
    for number, raising in enumerate(GROUPS, 1):
        accepted(f"CASE-{number}", date(2027, 9, number), "11.2", raising=raising)
    merged("CASE-2")

    (closed,) = desk.facts(facts.RepeatedDisputePatternClosed)
    assert (closed.why, closed.respondents) == ("duplicates_merged", ("rmbc",))

    accepted("CASE-4", date(2027, 10, 1), "11.2", raising=("var",))
    assert [each.first for each in desk.facts(facts.RepeatedDisputePatternDetected)] == [True, True]


def test_a_merge_heard_twice_is_noted_once(desk, accepted, merged):
    accepted("CASE-1", date(2027, 9, 1), "11.2")
    merged("CASE-1")

    assert desk.receive(desk.heard[-1]).facts == ()


def test_a_case_that_ended_otherwise_stays_counted(desk, accepted):
    accepted("CASE-1", date(2027, 9, 1), "11.2", raising=GROUPS[0])
    ended = CaseClosed(reason="withdrawn", opened_on=A_DAY, closed_on=A_DAY)
    desk.hear("intake", ended, "CASE-1", A_DAY)
    accepted("CASE-2", date(2027, 10, 1), "11.2", raising=GROUPS[1])

    assert [each.count for each in desk.facts(facts.RepeatedDisputeNoted)] == [2]


def test_a_part_that_turns_out_to_be_a_duplicate_counts_no_more_for_its_own_respondent(split, accepted, merged):
    accepted("CASE-9", date(2027, 9, 1), "9.2", raising=GROUPS[2], responding=("rmbc",))
    came = merged("CASE-2")

    taken = {each.key: (each.case_id, each.respondents, each.count) for each in came.facts if hasattr(each, "noted")}
    assert taken["rmbc/9.2"] == ("CASE-1", (), 1)
    assert taken["9.2"] == ("CASE-1", ("rotherham_ccg",), 2)
    assert "rotherham_ccg/9.2" not in taken


def test_where_the_first_case_is_the_duplicate_its_part_still_counts(split, merged):
    came = merged("CASE-1")

    taken = {each.key: each.respondents for each in came.facts if hasattr(each, "noted")}
    assert taken["rotherham_ccg/9.2"] == ()
    assert taken["9.2"] == ("rmbc",)
    assert "rmbc/9.2" not in taken
