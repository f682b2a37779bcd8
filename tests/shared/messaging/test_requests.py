"""Requests are answered when their answer is there, refused early when too many, and leak nothing."""

import asyncio
import json
from typing import Any

import pytest

from concord_shared.messaging.asking import NoAnswer, ask, do
from concord_shared.messaging.requests import AskRequest, DoRequest, Serving, refused, serve
from concord_shared.refusals import Refusal
from concord_shared.testing.told_and_heard import connected


async def said(request: DoRequest | AskRequest) -> bytes:
    return json.dumps([type(request).__name__, request.name, request.organisation, len(request.payload)]).encode()


async def accepted(request: DoRequest | AskRequest) -> bytes:
    return json.dumps({"accepted": True, "name": request.name, "for": request.organisation}).encode()


async def serving(connection: Any, on_do: Any = accepted, **options: Any) -> Serving:
    return await serve(connection, "rotherham", "intake", on_do, accepted, **options)


async def test_a_command_and_a_question_reach_their_service_with_the_organisation(broker: Any) -> None:
    async with connected(broker, provisioned=False) as connection:
        await serving(connection)
        done = await do(connection, "rotherham", "intake", "RaiseConcern", "org-a", b"{}")
        assert done == {"accepted": True, "name": "RaiseConcern", "for": "org-a"}
        asked = await ask(connection, "rotherham", "intake", "History", "org-b", b"{}")
        assert (asked["name"], asked["for"]) == ("History", "org-b")
        found = json.loads((await connection.request("$SRV.INFO.intake-rotherham")).data)
        assert {each["name"] for each in found["endpoints"]} == {"do", "ask"}


async def test_a_slow_answer_holds_up_no_other(broker: Any) -> None:
    async def slow(request: DoRequest) -> bytes:
        await asyncio.sleep(0.5 if request.name == "Slow" else 0)
        return b'{"accepted": true}'

    async with connected(broker, provisioned=False) as connection:
        await serving(connection, slow)
        waiting = asyncio.create_task(do(connection, "rotherham", "intake", "Slow", "a", b""))
        await asyncio.sleep(0.05)
        await do(connection, "rotherham", "intake", "Quick", "a", b"", 0.3)
        assert not waiting.done()
        await waiting


async def test_too_many_at_once_are_refused_early_and_passing(broker: Any) -> None:
    free = asyncio.Event()

    async def waits(request: DoRequest) -> bytes:
        await free.wait()
        return b'{"accepted": true}'

    async with connected(broker, provisioned=False) as connection:
        taking = await serving(connection, waits, max_in_flight=3)
        tasks = [asyncio.create_task(do(connection, "rotherham", "intake", "X", "a", b"")) for _ in range(10)]
        await asyncio.sleep(0.2)
        assert taking.in_flight == 3
        free.set()
        answers = await asyncio.gather(*tasks)
        assert [answer["accepted"] for answer in answers].count(True) == 3
        busy = [answer for answer in answers if not answer["accepted"]]
        assert {(each["code"], each["passing"]) for each in busy} == {("Busy", True)}


async def test_too_large_is_refused_on_both_sides(broker: Any) -> None:
    async with connected(broker, provisioned=False) as connection:
        await serving(connection)
        with pytest.raises(NoAnswer, match="1 MB"):
            await do(connection, "rotherham", "intake", "X", "a", b"x" * 1_000_001)
        answer = await connection.request("concord.rotherham.do.intake.X.a", b"x" * 1_000_001)
        assert json.loads(answer.data)["code"] == "TooLarge"


async def test_what_goes_wrong_inside_is_answered_without_its_text(broker: Any) -> None:
    async def breaks(request: DoRequest) -> bytes:
        raise ValueError(f"Jane Doe {request.payload!r}")

    async with connected(broker, provisioned=False) as connection:
        await serving(connection, breaks)
        answer = await connection.request("concord.rotherham.do.intake.X.a", b"Jane Doe")
        assert b"Jane" not in answer.data and "Jane" not in str(answer.headers)
        assert json.loads(answer.data) | {"message": ""} == {
            "accepted": False,
            "code": "NotAnswered",
            "message": "",
            "passing": True,
        }
        stats = await connection.request("$SRV.STATS.intake-rotherham")
        assert b"Jane" not in stats.data


async def test_a_refusal_that_is_raised_is_answered_as_such(broker: Any) -> None:
    refusal = Refusal(code="PackNotPublished", message="No pack is in force here yet.")

    class Refused(Exception):
        pass

    async def refuses(request: DoRequest) -> bytes:
        error = Refused()
        error.refusal = refusal  # type: ignore[attr-defined]
        raise error

    async with connected(broker, provisioned=False) as connection:
        await serving(connection, refuses)
        answer = await do(connection, "rotherham", "intake", "X", "a", b"")
        assert answer == json.loads(refused(refusal)) and answer["accepted"] is False


async def test_where_no_service_runs_it_says_so_at_once(broker: Any) -> None:
    async with connected(broker, provisioned=False) as connection:
        with pytest.raises(NoAnswer, match=r"intake does not run.*start it") as none:
            await do(connection, "rotherham", "intake", "X", "a", b"")
        assert not none.value.unknown


async def test_without_an_answer_in_time_it_is_unknown_whether_it_was_done(broker: Any) -> None:
    async def never(request: DoRequest) -> bytes:
        await asyncio.sleep(60)
        return b""

    async with connected(broker, provisioned=False) as connection:
        taking = await serving(connection, never)
        with pytest.raises(NoAnswer, match="same id") as late:
            await do(connection, "rotherham", "intake", "X", "a", b"", 0.2)
        assert late.value.unknown
        await taking.stop(0.01)
        with pytest.raises(NoAnswer, match="does not run"):
            await do(connection, "rotherham", "intake", "X", "a", b"", 0.2)


async def test_two_instances_share_the_requests(broker: Any) -> None:
    taken: list[str] = []

    def named(name: str) -> Any:
        async def take(request: DoRequest) -> bytes:
            taken.append(name)
            return b'{"accepted": true}'

        return take

    async with connected(broker, provisioned=False) as one, connected(broker, provisioned=False) as other:
        await serving(one, named("one"))
        await serving(other, named("other"))
        await asyncio.gather(*(do(one, "rotherham", "intake", "X", "a", b"") for _ in range(60)))
    assert len(taken) == 60 and set(taken) == {"one", "other"}
