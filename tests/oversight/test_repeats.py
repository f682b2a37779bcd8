"""The repeat rule of handbook 5.1, with the dates of S11 and S12."""

from datetime import date

import pytest

from concord_oversight.domain import facts
from concord_shared.contracts.base import Party
from concord_shared.contracts.intake import CaseUnresolved, PartyAdded, StageOpened

FIRST, SECOND, THIRD = date(2025, 11, 10), date(2026, 9, 14), date(2027, 1, 25)
GROUPS = ("green-doorstep",), ("swallownest-lunch-club",), ("eastwood-youth",)


def three_on_payment(accepted):
    for number, (on, raising) in enumerate(zip((FIRST, SECOND, THIRD), GROUPS, strict=True), 1):
        accepted(f"CASE-{number}", on, "11.2", raising=raising)


def test_the_second_dispute_on_a_commitment_is_noted(desk, accepted):
    accepted("CASE-1", FIRST, "11.2", raising=GROUPS[0])
    assert not desk.facts(facts.RepeatedDisputeNoted)

    accepted("CASE-2", SECOND, "11.2", raising=GROUPS[1])

    (noted,) = desk.facts(facts.RepeatedDisputeNoted)
    assert (noted.level, noted.key, noted.count) == ("same_commitment", "rmbc/11.2", 2)
    assert noted.accepted_on == (FIRST, SECOND)
    assert {each.envelope.occurred_on for each in desk.recorded if each.fact is noted} == {SECOND}


def test_the_third_is_a_pattern_and_dialogue_is_recommended(desk, accepted):
    three_on_payment(accepted)

    (pattern,) = desk.facts(facts.RepeatedDisputePatternDetected)
    assert (pattern.level, pattern.count, pattern.window_to) == ("same_commitment", 3, THIRD)
    assert pattern.case_ids == ("CASE-1", "CASE-2", "CASE-3")
    (dialogue,) = desk.facts(facts.FurtherDialogueRecommended)
    assert (dialogue.pattern_id, dialogue.invited) == (pattern.pattern_id, ("rmbc",))


def test_a_fourth_raises_the_count_of_the_same_pattern(desk, accepted):
    three_on_payment(accepted)
    accepted("CASE-4", date(2027, 3, 1), "11.2", raising=("var",))

    third, fourth = desk.facts(facts.RepeatedDisputePatternDetected)
    assert (fourth.pattern_id, fourth.count) == (third.pattern_id, 4)
    assert len(desk.facts(facts.FurtherDialogueRecommended)) == 1


def test_the_same_case_heard_twice_is_counted_once(desk, accepted):
    three_on_payment(accepted)
    again = desk.heard[-1]
    before = len(desk.recorded)

    assert desk.receive(again).facts == ()
    assert len(desk.recorded) == before


def test_the_window_is_open_at_its_old_end(desk, accepted):
    """S12.1: accepted two years ago to the day is outside."""
    accepted("CASE-1", date(2025, 1, 20), "11.2", raising=GROUPS[0])
    accepted("CASE-2", date(2025, 1, 25), "11.2", raising=GROUPS[1])
    before = len(desk.facts(facts.RepeatedDisputeNoted))

    accepted("CASE-3", THIRD, "11.2", raising=GROUPS[2])

    assert len(desk.facts(facts.RepeatedDisputeNoted)) == before
    counted = [each for each in desk.facts(facts.RepeatCounted) if each.case_id == "CASE-3"]
    assert {(each.level, each.count) for each in counted if each.level == "same_commitment"} == {("same_commitment", 1)}


def test_another_respondent_counts_only_for_the_systemic_rule(desk, accepted):
    """S12.2: two respondents of three are no event."""
    accepted("CASE-1", date(2026, 10, 5), "11.2", responding=("rotherham_ccg",), raising=GROUPS[0])
    accepted("CASE-2", THIRD, "11.2", raising=GROUPS[1])

    assert not desk.facts(facts.RepeatedDisputeNoted)
    systemic = [each.count for each in desk.facts(facts.RepeatCounted) if each.level == "systemic"]
    assert systemic == [1, 2]


def test_three_distinct_respondents_prompt_a_review_of_the_compact(desk, accepted):
    for number, org in enumerate(("rmbc", "trft", "syp"), 1):
        accepted(f"CASE-{number}", date(2026, 9, number), "11.2", responding=(org,), raising=GROUPS[number - 1])

    (pattern,) = desk.facts(facts.RepeatedDisputePatternDetected)
    assert (pattern.level, pattern.key, pattern.count) == ("systemic", "11.2", 3)
    (review,) = desk.facts(facts.CompactReviewSuggested)
    assert (review.why, review.commitments) == ("systemic", ("11.2",))


def test_a_commitment_met_twice_silences_its_theme(desk, accepted, pack):
    theme = pack.commitments["11.2"].theme
    same_theme = [number for number, each in pack.commitments.items() if each.theme == theme]
    assert len(same_theme) > 1
    accepted("CASE-1", date(2026, 9, 1), "11.1", raising=GROUPS[0])
    accepted("CASE-2", date(2026, 9, 2), "11.2", raising=GROUPS[1])
    accepted("CASE-3", date(2026, 9, 3), "11.2", raising=GROUPS[2])

    assert {each.level for each in desk.facts(facts.RepeatedDisputeNoted)} == {"same_commitment"}


def test_three_commitments_of_one_theme_are_noted_as_a_theme(desk, accepted):
    for number, cited in enumerate(("5.1", "5.2", "5.3"), 1):
        accepted(f"CASE-{number}", date(2026, 9, number), cited, raising=GROUPS[number - 1])

    (noted,) = desk.facts(facts.RepeatedDisputeNoted)
    assert (noted.level, noted.count) == ("same_theme", 3)


def test_the_same_two_organisations_are_noted_either_way_round(desk, accepted):
    accepted("CASE-1", date(2026, 9, 1), "11.2", raising=("var",), responding=("rmbc",))
    accepted("CASE-2", date(2026, 9, 2), "22.2", raising=("rmbc",), responding=("var",))

    (noted,) = desk.facts(facts.RepeatedDisputeNoted)
    assert (noted.level, noted.key, noted.count) == ("same_pair", "rmbc+var", 2)


def test_several_commitments_and_respondents_count_once_each(desk, accepted):
    accepted("CASE-1", date(2026, 9, 1), "9.2", "11.2", responding=("rmbc", "syp"))

    keys = {each.key for each in desk.facts(facts.RepeatCounted) if each.level == "same_commitment"}
    assert keys == {"rmbc/9.2", "rmbc/11.2", "syp/9.2", "syp/11.2"}


def test_a_concern_that_nobody_took_up_triggers_nothing_until_somebody_does(desk, accepted, pack):
    accepted("CASE-1", date(2026, 9, 1), "11.2", raising=GROUPS[0])
    accepted("CASE-2", date(2026, 9, 2), "11.2", raising=(), adopted=False)
    assert not desk.facts(facts.RepeatedDisputeNoted)

    parties = (Party(org="eastwood-youth", side="raising"), Party(org="rmbc", side="responding"))
    opened = StageOpened(
        stage_id=pack.first_stage,
        stage_type="informal",
        label="talks",
        caused_by="ConcernAdopted",
        parties=parties,
        pack_version=pack.version,
    )
    desk.hear("intake", opened, "CASE-2", date(2026, 9, 9))

    (noted,) = desk.facts(facts.RepeatedDisputeNoted)
    assert noted.accepted_on == (date(2026, 9, 1), date(2026, 9, 2))


def test_a_respondent_who_joins_later_is_counted(desk, accepted):
    accepted("CASE-1", date(2026, 9, 1), "11.2", responding=("syp",))
    accepted("CASE-2", date(2026, 9, 2), "11.2", raising=GROUPS[1])
    desk.hear("intake", PartyAdded(org="syp", side="responding"), "CASE-2", date(2026, 9, 20))

    (noted,) = desk.facts(facts.RepeatedDisputeNoted)
    assert noted.key == "syp/11.2"


def test_a_case_unresolved_prompts_a_review_once(desk, accepted):
    accepted("CASE-1", date(2026, 9, 1), "11.2")
    desk.hear("intake", CaseUnresolved(after_stage="the last", why="rejected"), "CASE-1", date(2026, 12, 1))
    desk.receive(desk.heard[-1])

    (review,) = desk.facts(facts.CompactReviewSuggested)
    assert (review.why, review.case_id, review.commitments) == ("unresolved", "CASE-1", ("11.2",))


@pytest.mark.parametrize("kind", [facts.RepeatedDisputeNoted, facts.RepeatedDisputePatternDetected])
def test_what_is_told_names_no_person(desk, accepted, kind):
    three_on_payment(accepted)

    for fact in desk.facts(kind):
        assert set(fact.respondents) == {"rmbc"}
        assert not any("officer" in str(value) for _, value in fact)


def test_a_theme_is_noted_at_three_and_a_pattern_at_four(desk, accepted):
    for number, cited in enumerate(("5.1", "5.2", "5.3", "5.4"), 1):
        accepted(f"CASE-{number}", date(2026, 9, number), cited, raising=(f"group-{number}",))

    assert [each.count for each in desk.facts(facts.RepeatedDisputeNoted)] == [3]
    assert [(each.level, each.count) for each in desk.facts(facts.RepeatedDisputePatternDetected)] == [
        ("same_theme", 4)
    ]


def test_the_same_pair_is_a_pattern_at_three(desk, accepted):
    for number, cited in enumerate(("5.1", "11.2", "22.2"), 1):
        accepted(f"CASE-{number}", date(2026, 9, number), cited, raising=("var",))

    (pattern,) = desk.facts(facts.RepeatedDisputePatternDetected)
    assert (pattern.level, pattern.key, pattern.count) == ("same_pair", "rmbc+var", 3)


def test_a_second_note_of_one_key_is_no_first_one(desk, accepted):
    accepted("CASE-1", date(2025, 1, 6), "11.2", raising=GROUPS[0])
    accepted("CASE-2", date(2026, 3, 2), "11.2", raising=GROUPS[1])
    accepted("CASE-3", date(2027, 3, 1), "11.2", raising=GROUPS[2])

    assert [(each.count, each.first) for each in desk.facts(facts.RepeatedDisputeNoted)] == [(2, True), (2, False)]


def test_while_a_pattern_is_open_nobody_is_sent_a_mere_note(desk, accepted):
    three_on_payment(accepted)
    accepted("CASE-4", date(2028, 10, 2), "11.2", raising=("var",))

    assert counts_of(desk, "rmbc/11.2")[-1] == 2
    assert len(desk.facts(facts.RepeatedDisputeNoted)) == 1


def counts_of(desk, key):
    return [each.count for each in desk.facts(facts.RepeatCounted) if each.key == key]
