"""Every notice of every pack, written from a public message as it is told: all is said, in words, without taking
sides."""

import importlib
import json
import re
from datetime import date
from pathlib import Path

import pytest

from concord_notify.application.templates import template_of, templates
from concord_notify.domain.enclosing import MARK
from concord_notify.domain.letters import FORBIDDEN, PARAGRAPHS, say, write
from concord_notify.domain.page import page
from concord_notify.domain.recipients import recipients
from concord_notify.domain.scene import Addressee, Scene
from concord_notify.domain.triggers import words_for
from concord_notify.domain.vocabulary import REPRESENTATIVE
from concord_shared.calendar.snapshot import england
from concord_shared.contracts.base import Contract, Party
from concord_shared.contracts.intake import StageOpened
from concord_shared.contracts.panel import ReportReferredBack
from concord_shared.contracts.registry import TOLD_BY
from concord_shared.directory import DirectoryCopy
from concord_shared.packs.loading import builtin, load

SAMPLES = Path(__file__).parents[1] / "contracts" / "samples"
PACKS = {name: load(path) for name, path in builtin().items()}
NOTICES = [(name, rule.type) for name, pack in PACKS.items() for rule in pack.notices]
PARTIES = (Party(org="one", side="raising", sector="vcs"), Party(org="two", side="responding", sector="public"))
CODE = re.compile(r"\b[a-z]+_[a-z_]+\b|\bnone\b|\bNone\b|Sealed\(|\$")


def contract_of(trigger, **more) -> Contract:
    """The public message as its stored sample shows it."""
    found = next(service for service, told in TOLD_BY.items() if trigger in told)
    kind = next(each for each in module(found).TOLD if each.__name__ == trigger)
    sample = json.loads((SAMPLES / f"{found}.{trigger}.v1.json").read_text())
    return kind.model_validate({**sample, **more})


def module(service):
    return importlib.import_module(f"concord_shared.contracts.{service}")


def opened(pack, rule) -> StageOpened:
    """The stage that the notice is about, else the one of which most can be said."""
    named = rule.trigger_when.get("stage")
    by_type = rule.trigger_when.get("stage_type", ())
    wanted = [each for each in pack.stages if each.id == named or each.type in by_type]
    stage = (wanted or [each for each in pack.stages if each.office] or pack.stages)[0]
    caused_by = rule.trigger_when.get("caused_by", stage.entry.on)
    return StageOpened(
        stage_id=stage.id,
        stage_type=stage.type,
        label=stage.label,
        caused_by=caused_by,
        parties=PARTIES,
        pack_version=pack.version,
    )


def scene_for(name, kind, desk) -> Scene:
    pack = PACKS[name]
    rule = next(each for each in pack.notices if each.type == kind)
    stage = opened(pack, rule)
    known = {"stage_id": stage.stage_id, "deadline_id": pack.deadlines[-1].id, "parties": PARTIES}
    told = stage if rule.trigger == "StageOpened" else contract_of(rule.trigger, **known)
    earlier = (stage, contract_of("PanelRecommendation"), ReportReferredBack(stage_id="x"))
    messages = [desk.message("intake", each, "ROT-7K3M-9QX", date(2027, 3, 15)) for each in (*earlier, told)]
    to = Addressee(REPRESENTATIVE, "two")
    return Scene(messages[-1], pack, england(), DirectoryCopy(), date(2027, 3, 15), tuple(messages[:-1]), rule, to)


@pytest.fixture(params=NOTICES, ids=lambda each: "-".join(each))
def scene(request, desk):
    return scene_for(*request.param, desk)


def test_it_says_all_that_the_pack_asks_for_in_words(scene):
    letter = write(template_of(scene.rule.type), scene)

    for key in scene.rule.must_say:
        assert key in PARAGRAPHS, f"{key} would be said by its bare words"
        assert say(key, scene).strip() in letter.body, key
    assert CODE.findall(MARK.sub("", letter.subject + letter.body)) == []
    assert FORBIDDEN.findall(letter.subject + letter.body) == []


def test_it_has_a_template_that_says_it_in_its_own_order(scene):
    assert scene.rule.type in templates()
    assert letter_alone(scene).count("\n\n") >= 4


def test_its_page_says_the_same_words(scene):
    letter = write(template_of(scene.rule.type), scene)
    shown = re.sub(r"<[^>]+>", " ", page(letter.subject, letter.body).partition("<h1")[2].partition(">")[2])

    assert words(letter.subject + " " + letter.body) == words(shown)


def test_somebody_gets_it(scene):
    if scene.rule.type == "delegation_advised" or scene.told.name in {"DeadlineLapsed", "RepeatedDisputeNoted"}:
        return
    found = recipients(words_for(scene.rule, scene), scene)
    needs_respondents = {"dialogue_invitation"} & {scene.rule.type}
    assert found or needs_respondents


def letter_alone(scene):
    return write(template_of(scene.rule.type), scene).body


def words(text):
    plain = text.replace("&#x27;", "'").replace("&quot;", '"').replace("&amp;", "&")
    return re.findall(r"[\w']+", re.sub(r"^> ", "", plain, flags=re.MULTILINE))


def test_a_word_of_any_pack_is_resolved(desk):
    """No recipient is taken for an office only because nobody knows the word."""
    unknown = set()
    for name, pack in PACKS.items():
        for rule in pack.notices:
            scene = scene_for(name, rule.type, desk)
            for word in rule.to:
                for to in recipients((word,), scene):
                    if to.office == word and word not in known_offices(pack):
                        unknown.add((name, word))
    assert unknown == set()


def known_offices(pack):
    """What the pack itself names as a role, by its id or in its terminology, and what directories call a group."""
    named = {*pack.terminology.roles, *(role.id for role in pack.roles)}
    return named | {f"{each}s" for each in named} | {"compact_leads_group"}
