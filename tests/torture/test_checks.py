"""Each check sees what it looks for: one fault is planted into a sample with which nothing is wrong."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic_core import to_json
from torture.checks import all_wrong
from torture.findings import Findings, Streamed
from torture.naive import judge
from torture.sample import sample

from concord_shared.store.ports import Answer, Message, Parked


def test_with_the_sample_nothing_is_wrong() -> None:
    assert not any(all_wrong(sample()).values())


def facts(name: str, change: Callable[[list[Any]], None]) -> Callable[[Findings], None]:
    """Plants into a store's facts alone; its streams and positions heard stay as they were."""

    def plant(findings: Findings) -> None:
        left = findings.left[name]
        found = list(left.records.facts)
        change(found)
        left.records = replace(left.records, facts=found)

    return plant


def enveloped(name: str, at: int, **fields: Any) -> Callable[[Findings], None]:
    def change(found: list[Any]) -> None:
        found[at] = replace(found[at], envelope=found[at].envelope.model_copy(update=fields))

    return facts(name, change)


def told(change: Callable[[list[Streamed]], None], which: str = "told") -> Callable[[Findings], None]:
    def plant(findings: Findings) -> None:
        found = list(getattr(findings.left["intake"], which))
        change(found)
        setattr(findings.left["intake"], which, found)

    return plant


def heard(position: int) -> Callable[[Findings], None]:
    def plant(findings: Findings) -> None:
        left = findings.left["mediation"]
        left.records = replace(left.records, heard={"intake": position})

    return plant


def kept(change: Callable[[list[Any]], None]) -> Callable[[Findings], None]:
    return lambda findings: change(findings.left["mediation"].kept)


def parked(findings: Findings) -> None:
    findings.left["mediation"].parked = [Parked(1, Message("intake", 1, "A", "X", b""), "RuntimeError", "now")]


def answers(change: Callable[[list[Answer]], None]) -> Callable[[Findings], None]:
    return lambda findings: change(findings.left["intake"].records.answers)


def replied(at: int, **fields: Any) -> Callable[[Findings], None]:
    return lambda findings: findings.ledger[at].replies[-1].update(fields)


def again(found: list[Any]) -> None:
    """The effect of the first cause a second time, later, as a consumer without a position would have it."""
    found.append(replace(found[0], position=5, version=3))


@pytest.mark.parametrize(
    ("check", "plant", "said"),
    [
        ("streams", told(lambda found: found.pop(1)), "position 2 is missing"),
        ("streams", told(lambda found: found.append(found[0])), "2 times"),
        ("streams", told(lambda found: found.reverse()), "out of order"),
        ("streams", told(lambda found: found.insert(1, replace(found[1], identity="x"))), "out of order"),
        ("streams", told(lambda found: found.append(Streamed(9, 4, "x"))), "which the store does not tell"),
        ("streams", told(lambda found: found.__setitem__(2, replace(found[2], previous=1))), "names 1 before it"),
        ("streams", told(lambda found: found.__setitem__(2, replace(found[2], identity="x"))), "another fact"),
        ("streams", told(lambda found: found.pop(), "recorded"), "recorded: position 4 is missing"),
        ("hearing", heard(3), "has heard intake up to 3, not 4"),
        ("hearing", parked, "put 1 messages aside: RuntimeError"),
        ("hearing", kept(lambda found: found.pop()), "position 4 not exactly once"),
        ("hearing", kept(lambda found: found.append(found[0])), "position 1 not exactly once"),
        ("hearing", kept(lambda found: found.reverse()), "out of order"),
        ("commands", answers(lambda found: found.pop()), "its answer is not stored"),
        ("commands", answers(lambda found: found.__setitem__(0, Answer("system", "c1", "d", to_json({"accepted": False})))),
         "otherwise than is stored"),
        ("commands", facts("intake", lambda found: found.pop()), "none of its facts is stored"),
        ("commands", replied(0, case="B"), "in different ways"),
        ("commands", replied(3, position=3), "before its last fact at 4"),
        ("commands", enveloped("intake", 0, command_id="c9"), "which nobody sent"),
        ("done_once", facts("mediation", again), "did twice what intake-1 caused"),
        ("done_once", enveloped("intake", 2, causation_id="c1"), "did twice what c1 caused"),
        ("order", facts("mediation", lambda found: found.pop(0)), "has version 2 as its 1. fact"),
        ("order", facts("mediation", again), "answers intake 1 after 4: out of order"),
        ("order", enveloped("mediation", 3, heard={"intake": 3}), "having heard 3"),
        ("order", enveloped("mediation", 3, causation_id="nobody"), "caused by nothing that was told"),
        ("order", enveloped("intake", 3, heard={"intake": 9}), "what followed from intake 9 before hearing"),
        ("effects", facts("mediation", lambda found: found.pop()), "misses 1 of mediation Overheard"),
        ("effects", facts("mediation", lambda found: found.append(found[-1])), "has 1 too many of mediation Overheard"),
        ("notices", facts("notify", lambda found: found.append(found[0])), "2 letters for"),
        ("notices", facts("notify", lambda found: found.append(found[1])), "issued 2 times"),
        ("notices", facts("notify", lambda found: found.pop()), "never issued"),
        ("notices", lambda findings: findings.outbox.clear(), "n1.eml does not lie in the outbox"),
        ("notices", lambda findings: findings.outbox.append(".n2.x.part"), ".n2.x.part lies in the outbox"),
    ],
)  # fmt: skip
def test_a_planted_fault_is_reported(check: str, plant: Callable[[Findings], None], said: str) -> None:
    findings = sample()
    plant(findings)
    assert any(said in each for each in all_wrong(findings)[check]), all_wrong(findings)


def test_what_the_naive_variant_did_is_counted(tmp_path: Path) -> None:
    (tmp_path / "effects").write_text("1\n2\n2\n4\n")
    found = judge(tmp_path, [1, 2, 3, 4])
    assert (found.effects, found.twice, found.missing, found.failed) == (4, 1, 1, True)
    (tmp_path / "effects").write_text("1\n2\n")
    assert not judge(tmp_path, [1, 2]).failed
