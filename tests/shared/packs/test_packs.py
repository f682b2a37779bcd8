"""The four packs load, and answer what services ask of them."""

import json
from pathlib import Path

import pytest

from concord_shared.packs.guards import Unmet, first_refusal, refusal_of
from concord_shared.packs.loading import builtin, load
from concord_shared.packs.lookup import UnknownOutcome, exits_of, next_stage
from concord_shared.packs.model import Guard, Pack
from concord_shared.packs.vocabulary import PREDICATES

PACKS = {name: load(path) for name, path in builtin().items()}
ROTHERHAM = PACKS["rotherham"]
every_pack = pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)


def test_the_four_packs_come_with_concord() -> None:
    assert set(PACKS) == {"rotherham", "darlington", "derbyshire", "staffordshire"}
    assert {pack.id for pack in PACKS.values()} == set(PACKS)


@every_pack
def test_a_pack_survives_being_told_as_plain_data(pack: Pack) -> None:
    again = Pack.from_data(json.loads(json.dumps(pack.to_data())))
    assert again.sha256 == pack.sha256
    assert again.deadlines == pack.deadlines
    assert again.guards == pack.guards


def test_the_hash_does_not_depend_on_the_order_of_keys() -> None:
    data = ROTHERHAM.to_data()
    turned = dict(reversed(list(data.items())))
    assert Pack.from_data(turned).sha256 == ROTHERHAM.sha256


def test_the_hash_changes_with_any_value() -> None:
    data = ROTHERHAM.to_data()
    data["guards"][0]["sentence"] += "!"
    assert Pack.from_data(data).sha256 != ROTHERHAM.sha256


def test_the_data_of_a_pack_cannot_be_changed_from_outside() -> None:
    ROTHERHAM.to_data()["pack"]["id"] = "other"
    assert ROTHERHAM.to_data()["pack"]["id"] == "rotherham"


def test_identity_and_parts() -> None:
    assert (ROTHERHAM.version, ROTHERHAM.case_prefix, ROTHERHAM.status) == ("2017.1", "ROT", "published")
    assert ROTHERHAM.first_stage == ROTHERHAM.stages[0].id
    assert "9.2" in ROTHERHAM.commitments
    assert "honesty" in ROTHERHAM.principles
    assert ROTHERHAM.section_ids[0] == "triage"
    assert ROTHERHAM.section_ids[-1] == "after_closing"
    assert "accepted_unadopted" in ROTHERHAM.section_ids


def test_an_unknown_stage_is_an_error() -> None:
    with pytest.raises(KeyError):
        ROTHERHAM.stage("nowhere")


@every_pack
def test_every_deadline_knows_its_stage_and_type(pack: Pack) -> None:
    for rule in pack.deadlines:
        assert rule.stage in pack.section_ids
        assert rule.stage_type in ("triage", "after_closing") or rule.stage_type == pack.stage(rule.stage).type
        assert pack.deadline(rule.id) == rule


@every_pack
def test_every_source_has_a_place_for_people(pack: Pack) -> None:
    for guard in pack.guards:
        assert guard.source is None or pack.place(guard.source), guard.id


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("001:638", "The Rotherham Compact, Appendix 1, Stage 2"),
        ("001:653-663", "The Rotherham Compact, Appendix 1, Stage 3 ii)"),
        ("001:661, 000:151", "The Rotherham Compact, Appendix 1, Stage 3 ii)"),
        ("001:9999", "The Rotherham Compact"),
        ("007:1", None),
        (None, None),
    ],
)
def test_a_source_is_shown_as_document_and_clause(source: str | None, place: str | None) -> None:
    assert ROTHERHAM.place(source) == place


@pytest.mark.parametrize(
    ("stage", "outcome", "kind", "to"),
    [
        ("triage", "related", "stage", "informal"),
        ("triage", "related_unadopted", "waiting", "accepted_unadopted"),
        ("triage", "not_related", "close", "signposted"),
        ("accepted_unadopted", "adopted", "stage", "informal"),
        ("informal", "exhausted", "stage", "mediation"),
        ("mediation", "failed", "stage", "investigation"),
        ("mediation", "settled", "close", "settled"),
        ("investigation", "report_submitted", "stage", "review"),
        ("review", "referred_back", "stage", "investigation"),
        ("review", "recommended", "stage", "responses"),
        ("responses", "rejected", "close", "unresolved"),
        ("responses", "withdrawn", "close", "withdrawn"),
        ("informal", "merged", "close", "merged"),
    ],
)
def test_the_way_through_rotherham(stage: str, outcome: str, kind: str, to: str) -> None:
    found = next_stage(ROTHERHAM, stage, outcome)
    assert (found.kind, found.to) == (kind, to)


def test_a_stages_own_exit_comes_before_one_of_any_stage() -> None:
    assert next_stage(ROTHERHAM, "mediation", "settled").exit.source == "001:632"
    assert next_stage(ROTHERHAM, "informal", "settled").exit.source == "001:154"


@every_pack
def test_every_exit_of_every_stage_is_found(pack: Pack) -> None:
    for section in pack.section_ids[:-1]:
        for each in exits_of(pack, section):
            assert next_stage(pack, section, each.outcome).to in (each.to, each.close)


@pytest.mark.parametrize(
    ("stage", "outcome"), [("informal", "failed"), ("nowhere", "settled"), ("review", "ombudsman")]
)
def test_an_unknown_outcome_is_an_error(stage: str, outcome: str) -> None:
    with pytest.raises(UnknownOutcome, match=f"'{stage}'"):
        next_stage(ROTHERHAM, stage, outcome)


def test_guards_bind_a_command_in_its_stage_in_the_packs_order() -> None:
    ids = [guard.id for guard in ROTHERHAM.guards_for("AppointMediator", "mediation")]
    assert ids == ["ROT-G12", "ROT-G13", "ROT-G14", "ROT-G15", "ROT-G27"]
    assert ROTHERHAM.guards_for("AppointMediator", "review") == ()


def test_a_guard_without_stages_binds_its_command_anywhere() -> None:
    assert [guard.id for guard in ROTHERHAM.guards_for("RecordLesson", "review")] == ["ROT-G25"]
    assert [guard.id for guard in ROTHERHAM.guards_for("RecordLesson", None)] == ["ROT-G25"]


def test_a_guard_is_found_by_its_predicate() -> None:
    found = ROTHERHAM.guard_by("appointer_in_list", "investigation")
    assert found is not None
    assert found.params["office"] == "investigator"
    assert ROTHERHAM.guard_by("seat_open_for_case") is None


def test_the_first_guard_not_met_refuses_in_its_own_words() -> None:
    def untrained(guard: Guard, command: object, state: object, world: object) -> Unmet | None:
        return Unmet("FacilitatorUntrained", "No evidence is on record.", "officer")

    def fine(guard: Guard, command: object, state: object, world: object) -> Unmet | None:
        return None

    rules = {"appointer_in_list": fine, "facilitator_trained": untrained, "facilitator_neutral": untrained}
    found = first_refusal(ROTHERHAM, "AppointMediator", "mediation", rules, None, None, None)
    assert found is not None
    refusal = refusal_of(*found, ROTHERHAM)
    assert (refusal.code, refusal.rule, refusal.source) == ("FacilitatorUntrained", "ROT-G13", "001:634")
    assert refusal.message.endswith("in the directory. No evidence is on record.")
    assert refusal.clause == "The Rotherham Compact, Appendix 1, Stage 2"
    assert refusal.field == "officer"


def test_predicates_of_other_services_are_passed_over() -> None:
    assert first_refusal(ROTHERHAM, "AppointMediator", "mediation", {}, None, None, None) is None


def test_the_page_of_the_format_lists_every_predicate_with_its_parameters() -> None:
    page = (Path(__file__).parents[3] / "docs/reference/pack-format.md").read_text(encoding="utf-8")
    for predicate, parameters in PREDICATES.items():
        (line,) = [line for line in page.splitlines() if line.startswith(f"| `{predicate}` |")]
        assert set(line.split("|")[2].replace("`", "").split()) == set(parameters), predicate
