"""What letters say, and how."""

from datetime import date

import pytest

from concord_notify.application.templates import template_of, templates
from concord_notify.domain import facts
from concord_notify.domain.letters import PARAGRAPHS, TemplateForbiddenWord, checked, say, write
from concord_notify.domain.said_of_dates import day
from concord_notify.domain.scene import Addressee, Scene
from concord_shared.contracts.base import Contract, Party
from concord_shared.contracts.panel import Findings, MadeBy, PanelRecommendation
from concord_shared.packs.loading import builtin, load
from concord_shared.sealed import Sealed

from .conftest import CASE

FORBIDDEN = ("winner", "loser", "at fault", "blame", "guilty")


class Anything(Contract):
    """Every field that a paragraph may ask for."""

    stage_id: str = ""
    deadline_id: str = ""
    due_on: date = date(2027, 4, 14)
    reason: str = "not_compact"
    route: str = "own process of the organisation"
    level: str = "same_commitment"
    key: str = "rmbc/11.2"
    count: int = 3
    accepted_on: tuple[date, ...] = (date(2025, 11, 10), date(2026, 9, 14), date(2027, 1, 25))
    window_from: date = date(2025, 1, 25)
    window_to: date = date(2027, 1, 25)
    why: str = "employed_by_party"
    report: str = "RP4"
    from_on: date = date(2026, 4, 1)
    until_on: date = date(2027, 3, 31)
    parties: tuple[Party, ...] = ()


@pytest.fixture
def scene(desk, stage, sample, pack):
    """A scene in which anything may be said, for the first stage of a type."""

    def made(rule, kind="facilitated", of=pack):
        earlier = (desk.message("intake", stage(kind)),) if of is pack else ()
        stage_id = next((each.id for each in of.stages if each.type == kind), of.stages[0].id)
        message = desk.message("intake", Anything(stage_id=stage_id, deadline_id=of.deadlines[0].id))
        to = Addressee("representative", "syp")
        return Scene(message, of, desk.calendar(of), sample.copy, date(2027, 3, 15), earlier, rule, to)

    return made


def test_every_key_of_every_notice_is_rendered(scene, pack):
    for rule in pack.notices:
        letter = write(template_of(rule.type), scene(rule))
        assert "$" not in letter.subject + letter.body, rule.type
        for key in rule.must_say:
            assert key in PARAGRAPHS, f"{rule.type}: {key}"
            assert say(key, scene(rule)) in letter.body, f"{rule.type}: {key}"


@pytest.mark.parametrize("name", ["rotherham", "darlington", "derbyshire", "staffordshire"])
def test_every_key_of_every_pack_has_a_paragraph(name, scene):
    other = load(builtin()[name])
    for rule in other.notices:
        for key in rule.must_say:
            assert key in PARAGRAPHS, f"{rule.type}: {key}"
            assert say(key, scene(rule, "informal", other))


def test_every_notice_of_the_pack_has_a_template_of_its_own(pack):
    assert {rule.type for rule in pack.notices} <= set(templates())


def test_no_letter_takes_sides(scene, pack):
    for rule in pack.notices:
        text = write(template_of(rule.type), scene(rule)).body.lower()
        assert not [word for word in FORBIDDEN if word in text], rule.type


@pytest.mark.parametrize("word", ["winner", "Loser", "fault", "blame", "guilty", "won", "losing", "blaming", "culprit"])
def test_a_template_that_takes_sides_is_refused(word):
    with pytest.raises(TemplateForbiddenWord):
        checked("planted", f"Subject: x\n\nYou are the {word}.\n")


def test_a_default_is_no_fault():
    assert checked("planted", "Subject: x\n\nBy default, nothing changes.\n")


def test_what_a_template_leaves_out_comes_at_the_end(scene, pack):
    rule = next(each for each in pack.notices if each.type == "mediation_offer")
    letter = write("Subject: x\nHello.\n\n$more\n", scene(rule))

    assert all(say(key, scene(rule)) in letter.body for key in rule.must_say)


def test_the_stage_letter_says_the_due_date_and_the_clause(hear, stage, desk):
    """S05: both confirmations on 15 March 2027, due on 14 April."""
    hear(stage("facilitated"))

    letter = next(each for each in desk.facts(facts.NoticePrepared) if each.notice_type == "stage_opened")
    assert "Wednesday 14 April 2027" in letter.letter.clear
    assert "The Rotherham Compact, Appendix 1, Stage 2" in letter.letter.clear


def test_the_offer_says_by_when_to_answer(hear, stage, desk):
    hear(stage("facilitated"))

    offer = next(each for each in desk.facts(facts.NoticePrepared) if each.notice_type == "mediation_offer")
    assert offer.answer_by == date(2027, 3, 22)
    assert "22 March 2027" in offer.letter.clear


def test_the_recommendation_letter_says_by_when_and_keeps_the_text_sealed(hear, stage, desk):
    text = Sealed("panel", "ROT-7K3M-9QX", "PRIVATE-TEXT")
    made = PanelRecommendation(
        stage_id="x",
        recommendation_id="r",
        kind="final_resolution",
        findings=Findings(is_breach="partly", fair_hearing={"syp": True}, prior_recommendations_reasonable="none"),
        resolution=text,
        addressed_to=("green-doorstep", "syp"),
        made_by=MadeBy(body="b", member_orgs=("trft",), excluded_orgs=("syp",)),
        made_on=date(2027, 3, 15),
    )
    hear(made, service="panel")
    hear(stage("response", caused_by="PanelRecommendation"))

    letters = [each for each in desk.facts(facts.NoticePrepared) if each.notice_type == "recommendation"]
    assert {each.org for each in letters if each.number == 0} == {"green-doorstep", "syp"}
    assert letters[0].answer_by == date(2027, 4, 14)
    assert "In part." in letters[0].letter.clear
    assert "PRIVATE-TEXT" not in letters[0].letter.clear
    assert letters[0].enclosed == (text,)


def test_templates_are_plain_text_with_a_subject():
    for name, text in templates().items():
        assert text.startswith("Subject: "), name


def test_a_reminder_bears_its_own_day_and_asks_for_the_same_answer(hear, stage, desk):
    hear(stage("response", caused_by="PanelRecommendation"))
    letters = [each for each in desk.facts(facts.NoticePrepared) if each.notice_type == "recommendation"]
    first, reminder = letters[0], next(each for each in letters if each.number == 1)

    assert reminder.subject == f"Reminder: {first.subject}"
    assert "\n\nMonday 15 March 2027\n\n" in first.letter.clear
    assert f"\n\n{day(reminder.send_on)}\n\n" in reminder.letter.clear and reminder.send_on == date(2027, 3, 31)
    for each in (first, reminder):
        assert (
            "Please answer by Wednesday 14 April 2027: 20 working days from Monday 15 March 2027." in each.letter.clear
        )


def test_a_letter_of_a_trial_says_so_first_and_no_other_does(hear, stage, desk, raised):
    hear(raised.model_copy(update={"trial": True}))
    hear(stage("facilitated"))
    hear(stage("facilitated"), case="ROT-4ZZ2-0QK")
    prepared = desk.facts(facts.NoticePrepared)
    of_trial, real = ([each for each in prepared if (each.case_id == CASE) is ours] for ours in (True, False))

    assert of_trial
    assert real
    assert all(each.subject.removeprefix("Reminder: ").startswith("Trial: ") for each in of_trial)
    assert all(each.letter.clear.startswith("This is a trial of the procedure") for each in of_trial if each.letter)
    assert not any("trial" in each.subject.lower() + each.letter.clear.lower() for each in real if each.letter)
