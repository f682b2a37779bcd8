"""A changed rule tried on the record: the functions that count live, another rule, and nothing written."""

import random
from datetime import date, timedelta

import pytest

from concord_oversight.domain import facts
from concord_oversight.domain.backtesting import as_told, under
from concord_oversight.read_side.backtest import Packs
from concord_oversight.read_side.counting_history import history_of
from concord_shared.contracts.base import Party
from concord_shared.contracts.intake import CaseClosed, CaseSplit, PartyAdded, StageOpened
from concord_shared.envelope import Actor
from concord_shared.parts import Refused

AUDITOR = Actor(organisation="system", office="auditor")
ORGS, GROUPS = ("rmbc", "trft", "syp"), ("var", "green-doorstep", "eastwood-youth", "swallownest-lunch-club")
NUMBERS = ("5.1", "5.2", "5.3", "5.4", "11.1", "11.2", "22.2")


@pytest.fixture
def rule(pack):
    return pack.to_data()["monitoring"]["repeat_rule"]


@pytest.fixture
def learner(sample):
    return Actor(organisation="trft", office=sample.offices.learning, officer="officer-trft-learning")


@pytest.fixture
def backtest(desk):
    def ask(rule, **period):
        return desk.ask("Backtest", AUDITOR, rule=rule, **period)

    return ask


def with_level(rule, level_id, **changed):
    return {**rule, "levels": [{**each, **changed} if each["id"] == level_id else each for each in rule["levels"]]}


def cases(accepted, *days, number="11.2"):
    for count, day in enumerate(days, 1):
        accepted(f"CASE-{number}-{day:%y%m%d}", day, number, raising=(f"group-{number}-{count}",))


def alarms(run):
    return [(each["on"], each["key"], each["count"], each["verdict"]) for each in run["tellings"] if each["verdict"]]


def test_the_rule_in_force_tried_on_the_record_says_what_was_told(desk, accepted, rule, backtest):
    cases(accepted, date(2025, 1, 6), date(2025, 3, 3), date(2025, 5, 5), date(2025, 9, 1))

    found = backtest(rule)

    assert found["in_force"] == found["changed"]
    assert alarms(found["in_force"]) == [(date(2025, 5, 5), "rmbc/11.2", 3, "followed")]
    assert [each["kind"] for each in found["changed"]["tellings"]] == ["note", "pattern", "pattern"]
    assert found["changed"]["tellings"][0]["offices"] == ["coordinator", "advice_body", "next_learning_pack"]
    assert found["missed"] == []


def test_a_stricter_rule_would_have_told_earlier(accepted, rule, backtest):
    cases(accepted, date(2025, 1, 6), date(2025, 3, 3), date(2025, 5, 5))

    found = backtest(with_level(rule, "L1", note_at=None, pattern_at=2))

    (alarm,) = [each for each in found["changed"]["tellings"] if each["verdict"]]
    assert (alarm["on"], alarm["count"], alarm["other_on"]) == (date(2025, 3, 3), 2, date(2025, 5, 5))
    assert alarm["verdict"] == "followed"


def test_a_laxer_rule_misses_what_further_cases_followed(accepted, rule, backtest):
    cases(accepted, date(2025, 1, 6), date(2025, 3, 3), date(2025, 5, 5), date(2025, 9, 1))

    found = backtest(with_level(rule, "L1", pattern_at=5))

    assert [(each["key"], each["on"]) for each in found["missed"]] == [("rmbc/11.2", date(2025, 5, 5))]
    assert found["changed"]["alarms"] == {"all": 0}


def test_an_alarm_that_nothing_followed_is_false_once_the_window_after_it_is_over(desk, accepted, rule, backtest):
    cases(accepted, date(2025, 1, 6), date(2025, 3, 3), date(2025, 5, 5))
    desk.today = date(2027, 5, 5)
    assert alarms(backtest(rule)["in_force"])[0][3] == "too_early_to_say"

    desk.today = date(2027, 5, 6)
    assert alarms(backtest(rule)["in_force"])[0][3] == "false_alarm"
    assert backtest(rule)["in_force"]["alarms"] == {"all": 1, "false_alarm": 1}


def test_a_case_after_the_window_does_not_confirm_an_alarm(desk, accepted, rule, backtest):
    cases(accepted, date(2025, 1, 6), date(2025, 3, 3), date(2025, 5, 5), date(2027, 5, 6))

    assert alarms(backtest(rule)["in_force"])[0][3] == "false_alarm"


def test_a_dialogue_confirms_an_alarm_and_a_closing_without_one_does_not(desk, accepted, rule, backtest, learner):
    cases(accepted, date(2025, 1, 6), date(2025, 3, 3), date(2025, 5, 5))
    cases(accepted, date(2025, 1, 6), date(2025, 3, 3), date(2025, 5, 5), number="5.1")
    first, second = (each.pattern_id for each in desk.facts(facts.RepeatedDisputePatternDetected))
    held = {"offices_present": ["compact_leads_group"], "actions": ["One address."]}
    desk.do("RecordDialogue", learner, None, date(2025, 6, 2), pattern_id=first, **held)
    desk.do("ClosePattern", learner, None, date(2025, 7, 7), pattern_id=second, reason="A slip of one office.")
    desk.today = date(2027, 6, 1)

    verdicts = {each["pattern_id"]: each["verdict"] for each in backtest(rule)["in_force"]["tellings"]}
    assert verdicts == {first: "talked_about", second: "false_alarm"}


def test_the_period_limits_what_is_shown_and_not_what_is_counted(accepted, rule, backtest):
    cases(accepted, date(2025, 1, 6), date(2025, 3, 3), date(2025, 5, 5), date(2025, 9, 1))

    found = backtest(rule, from_on=date(2025, 5, 1), until_on=date(2025, 6, 1))

    assert [(each["kind"], each["count"]) for each in found["in_force"]["tellings"]] == [("pattern", 3)]
    assert found["in_force"]["alarms"] == {"all": 1, "followed": 1}


def test_a_changed_silence_closes_and_opens_patterns_at_other_times(desk, accepted, rule, backtest, learner):
    cases(accepted, date(2025, 1, 6), date(2025, 3, 3), date(2025, 5, 5))
    pattern = desk.facts(facts.RepeatedDisputePatternDetected)[0].pattern_id
    held = {"offices_present": ["compact_leads_group"]}
    desk.do("RecordDialogue", learner, None, date(2025, 5, 12), pattern_id=pattern, **held)
    cases(accepted, date(2025, 12, 1))
    quick = {**rule, "closes_when": {**rule["closes_when"], "no_new_case_for_months": 3}}

    found = backtest(quick)

    assert [each["first"] for each in found["in_force"]["tellings"] if each["kind"] == "pattern"] == [True, False]
    assert [each["first"] for each in found["changed"]["tellings"] if each["kind"] == "pattern"] == [True, True]


def test_it_writes_nothing_and_says_the_same_twice(desk, accepted, rule, backtest):
    cases(accepted, date(2025, 1, 6), date(2025, 3, 3), date(2025, 5, 5))
    before = len(desk.recorded)

    assert backtest(with_level(rule, "L1", pattern_at=2, note_at=None)) == backtest(
        with_level(rule, "L1", pattern_at=2, note_at=None)
    )
    assert len(desk.recorded) == before


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"windw": {}}, "windw"),
        ({"levels": []}, ""),
        ({"window": {"months": 0, "ends_on": "count_date", "old_end": "open"}}, "shorter than a month"),
        ({"window": {"months": "many", "ends_on": "count_date", "old_end": "open"}}, "window.months"),
    ],
)
def test_a_rule_that_cannot_be_counted_by_is_refused(rule, backtest, changed, said):
    if not said:
        assert backtest({**rule, **changed})["changed"]["tellings"] == []
        return
    with pytest.raises(Refused) as refused:
        backtest({**rule, **changed})
    assert refused.value.refusal.code == "RuleInvalid"
    assert said in refused.value.refusal.message


@pytest.mark.parametrize(
    ("office", "may"), [("coordinator", True), ("compact_leads_group", True), ("ceo_group", False)]
)
def test_only_those_who_learn_coordinate_or_audit_may_try_a_rule(desk, rule, office, may):
    asking = Actor(organisation="trft", office=office)
    if may:
        assert desk.ask("Backtest", asking, rule=rule)["missed"] == []
        assert desk.ask("RepeatRule", asking)["rule"] == rule
        return
    for question, body in (("Backtest", {"rule": rule}), ("RepeatRule", {})):
        with pytest.raises(Refused):
            desk.ask(question, asking, **body)


def live(desk, accepted, pack, learner, seed):
    """Two years at random, swept each day on which something happens."""
    chance, day, known = random.Random(seed), date(2025, 1, 6), []
    for number in range(40):
        day += timedelta(days=chance.choice((0, 1, 5, 20, 60)))
        desk.today = max(desk.today, day)
        while due := desk.due():
            desk.sweep_stream(due[0])
        case = f"CASE-{number}"
        match chance.choice(("accept", "accept", "accept", "accept", "end", "join", "split", "held", "close")):
            case "accept":
                late = day - timedelta(days=chance.choice((0, 0, 0, 30)))
                raising = tuple(chance.sample(GROUPS, chance.choice((0, 1, 1, 2))))
                numbers = chance.sample(NUMBERS, chance.choice((1, 1, 2)))
                said = {"raising": raising, "responding": tuple(chance.sample(ORGS, chance.choice((1, 1, 2))))}
                accepted(case, late, *numbers, **said, adopted=bool(raising))
                known.append(case)
            case "end" if known:
                reason = chance.choice(("settled", "merged"))
                desk.hear("intake", CaseClosed(reason=reason, opened_on=day, closed_on=day), chance.choice(known), day)
            case "join" if known:
                joined = PartyAdded(org=chance.choice((*ORGS, *GROUPS)), side=chance.choice(("raising", "responding")))
                desk.hear("intake", joined, chance.choice(known), day)
            case "split" if known:
                of, parties = chance.choice(known), (Party(org="rmbc", side="responding"),)
                told = CaseSplit(other_case_ids=(case,), parties_moved=("rmbc",), parties=parties, stage_id="x")
                desk.hear("intake", told, of, day)
                said = {"stage_id": "x", "stage_type": "facilitated", "label": "x", "caused_by": "CaseSplit"}
                both = (*parties, Party(org="var", side="raising"))
                desk.hear("intake", StageOpened(**said, parties=both, pack_version=pack.version), case, day)
            case "held" | "close" as decision:
                open_now = [each for each in desk.states.values() if getattr(each, "open", False)]
                if open_now and decision == "held":
                    body = {"pattern_id": open_now[0].pattern_id, "offices_present": ["compact_leads_group"]}
                    desk.do("RecordDialogue", learner, **body)
                elif open_now:
                    desk.do("ClosePattern", learner, pattern_id=open_now[0].pattern_id, reason="Talked through.")


@pytest.mark.parametrize("seed", range(6))
def test_counted_again_by_the_rule_in_force_every_telling_is_the_one_on_record(desk, accepted, pack, learner, seed):
    live(desk, accepted, pack, learner, seed)
    packs, history = Packs(desk.directory), tuple(history_of(desk))

    told = as_told(history, packs.rule_of)
    again = under(pack.monitoring.repeat_rule, history, packs.book, desk.today)

    assert told.tellings
    assert again.tellings == told.tellings
    assert again.counted == told.counted
