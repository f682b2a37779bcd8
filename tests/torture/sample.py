"""What a run would leave behind if it were tiny: two commands, their reactions, a letter. Nothing is wrong with it."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime

from pydantic_core import to_json
from torture.findings import Findings, Left, Streamed
from torture.load import Kind, Sent

from concord.auditing.records import Records
from concord_notify.domain.facts import FACTS, NoticeIssued, NoticePrepared
from concord_shared.envelope import REACTION, TIMER, Actor, Envelope, Recorded
from concord_shared.facts import Fact
from concord_shared.parts import Service
from concord_shared.store.ports import Answer, Message
from concord_shared.testing.toy import Counted, Overheard, toy

AT, ON = datetime(2027, 3, 15, 9, tzinfo=UTC), date(2027, 3, 15)
SETTER_UP = Actor(organisation="system", office="administrator")
CASES = ("A", "B", "A", "B")
KIND = Kind("to_mediation", "green-doorstep", "rmbc")


def sample() -> Findings:
    """Case A was played undisturbed, case B under faults; each was counted twice, which was overheard each time."""
    counted = [_recorded("intake", n, CASES[n - 1], f"c{n}", SETTER_UP, Counted(by=1), {}) for n in range(1, 5)]
    heard = [
        _recorded("mediation", n, CASES[n - 1], f"intake-{n}", REACTION, Overheard(position=n), {"intake": n})
        for n in range(1, 5)
    ]
    kept = [Message("intake", n, CASES[n - 1], "ConcernAcknowledged", b"") for n in range(1, 5)]
    left = {
        "intake": _left(toy(), counted, [_answer(n) for n in range(1, 5)], {}),
        "mediation": _left(toy("mediation", ("intake",), keeps=KEPT), heard, [], {"intake": 4}),
        "notify": _left(_notify(), _letters(), [], {}),
    }
    left["mediation"].kept = kept
    ledger = [Sent("intake", "Count", "system", f"c{n}", [_reply(n), _reply(n)]) for n in range(1, 5)]
    return Findings(left, ledger, {"A": KIND, "B": KIND}, {KIND.name: "A"}, ["n1.eml"])


KEPT = frozenset({"ConcernAcknowledged"})


def _recorded(service: str, n: int, case: str, cause: str, actor: Actor, fact: Fact, heard: dict[str, int]) -> Recorded:
    envelope = Envelope(
        event_id=f"{service}-{n}",
        recorded_at=AT,
        occurred_on=ON,
        actor=actor,
        case=case,
        command_id=cause if actor == SETTER_UP else None,
        correlation_id="c",
        causation_id=cause,
        heard=heard,
    )
    return Recorded(n, f"case-{case}", (n + 1) // 2, envelope, fact)


def _reply(n: int) -> dict[str, object]:
    return {"accepted": True, "case": CASES[n - 1], "position": n}


def _answer(n: int) -> Answer:
    return Answer("system", f"c{n}", "digest", to_json({"accepted": True, "case": CASES[n - 1]}))


def _notify() -> Service:
    return Service(name="notify", facts=FACTS, aggregates={}, commands={}, tell=lambda recorded: None)


def _letters() -> list[Recorded]:
    names = {"notice_id": "n1", "notice_type": "acknowledgement", "template_version": "1", "office": "representative"}
    prepared = NoticePrepared(**names, cause="X", caused_by="intake-1", caused_on=ON, send_on=ON, subject="About A")
    issued = NoticeIssued(
        **names, channel="email", language_format="en", caused_by="intake-1", content_sha256="0", issued_at=AT
    )
    envelope = Envelope(event_id="x", recorded_at=AT, occurred_on=ON, actor=TIMER, correlation_id="c")
    return [Recorded(n, "notice-n1", n, envelope, fact) for n, fact in enumerate((prepared, issued), 1)]


def _left(service: Service, facts: Sequence[Recorded], answers: Sequence[Answer], heard: dict[str, int]) -> Left:
    records = Records(service, "rotherham", facts, answers, heard)
    hashes = {each.position: f"bytes-{each.position}" for each in facts}
    return Left(records, hashes, told=_stream(records.told.items()), recorded=_stream(hashes.items()))


def _stream(wanted: Sequence[tuple[int, str]]) -> list[Streamed]:
    found: list[Streamed] = []
    for position, identity in wanted:
        found.append(Streamed(position, found[-1].position if found else 0, identity))
    return found


Plant = Callable[[Findings], None]
