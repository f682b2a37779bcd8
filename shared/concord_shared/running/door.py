"""What comes in by request: unpacked, checked for form, handed to the writer or the library, answered as bytes."""

import asyncio
from collections.abc import Mapping
from typing import Any

import structlog
from pydantic_core import to_json

from concord_shared.messaging.requests import AskRequest, DoRequest
from concord_shared.parts import Refused, Service
from concord_shared.refusals import Refusal
from concord_shared.running import repairing
from concord_shared.running.deciding import refused
from concord_shared.running.jobs import ReadJob
from concord_shared.running.questions import Answers, TurnedAway
from concord_shared.running.unpacking import command_job
from concord_shared.running.writer import Writer

log = structlog.get_logger()


class Door:
    def __init__(self, service: Service, writer: Writer, answers: Answers) -> None:
        self._service, self._writer, self._answers = service, writer, answers
        self._later: set[asyncio.Future[Any]] = set()

    async def do(self, request: DoRequest) -> bytes:
        """The reply, once what it says is durable."""
        try:
            return to_json(await self._do(request))
        except Refused as error:
            return to_json(refused(error.refusal))
        except Exception as error:
            return to_json(refused(self._broken(request.name, error)))

    async def ask(self, request: AskRequest) -> bytes:
        try:
            return to_json(await self._ask(request))
        except Refused as error:
            return to_json({**refused(error.refusal), "answered": False})
        except Exception as error:
            return to_json({**refused(self._broken(request.name, error)), "answered": False})

    async def _do(self, request: DoRequest) -> Mapping[str, Any]:
        if request.name == repairing.REPLAY:
            return await repairing.replay(self._writer, request.organisation, request.payload)
        job = command_job(self._service, request.name, request.organisation, request.payload)
        return await self._writer.submit(job)

    async def _ask(self, request: AskRequest) -> Mapping[str, Any]:
        if request.name == repairing.LIST:
            return repairing.parked(self._writer, request.organisation, request.payload)
        try:
            answered = await self._answers.answer(request.name, request.organisation, request.payload)
        except TurnedAway as refused:
            await self._put_on_record(refused.job)
            raise
        if answered.job is not None:
            await self._writer.submit(answered.job)
            self._answers.note(answered.job)
        return answered.reply

    async def _put_on_record(self, job: ReadJob) -> None:
        """By a rule: before the asker knows. Else later: how long it takes would tell a stranger that the case is
        there."""
        if job.rule is not None:
            await self._writer.submit(job)
            return
        self._answers.note(job)
        self._later.add(task := asyncio.ensure_future(self._writer.submit(job)))
        task.add_done_callback(self._recorded)

    def _recorded(self, task: "asyncio.Future[Any]") -> None:
        self._later.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("refused_reading_not_recorded", service=self._service.name, error=type(error).__name__)

    def _broken(self, name: str, error: Exception) -> Refusal:
        log.exception("request_failed", service=self._service.name, name=name, error=type(error).__name__)
        return Refusal(
            code="NotDone",
            message="Something went wrong on our side; it is in the log. Please send the same again with the same id: "
            "it is never done twice. Tell whoever runs Concord here if this comes again.",
            passing=True,
        )
