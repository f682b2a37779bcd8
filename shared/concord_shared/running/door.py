"""What comes in by request: unpacked, checked for form, handed to the writer or the library, answered as bytes."""

from collections.abc import Mapping
from typing import Any

import structlog
from pydantic_core import to_json

from concord_shared.messaging.requests import AskRequest, DoRequest
from concord_shared.parts import Refused, Service
from concord_shared.refusals import Refusal
from concord_shared.running import repairing
from concord_shared.running.deciding import refused
from concord_shared.running.questions import Answers, RefusedByRule
from concord_shared.running.unpacking import command_job
from concord_shared.running.writer import Writer

log = structlog.get_logger()


class Door:
    def __init__(self, service: Service, writer: Writer, answers: Answers) -> None:
        self._service, self._writer, self._answers = service, writer, answers

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
            return await self._answers.answer(request.name, request.organisation, request.payload)
        except RefusedByRule as refused:
            await self._writer.submit(refused.job)
            raise

    def _broken(self, name: str, error: Exception) -> Refusal:
        log.exception("request_failed", service=self._service.name, name=name, error=type(error).__name__)
        return Refusal(
            code="NotDone",
            message="Something went wrong on our side; it is in the log. Please send the same again with the same id: "
            "it is never done twice. Tell whoever runs Concord here if this comes again.",
            passing=True,
        )
