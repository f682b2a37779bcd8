"""The one writer of a (service, Compact): takes what waits, decides it in turn, appends it all in one transaction."""

import asyncio
from collections import deque
from collections.abc import Sequence
from typing import Any

import structlog

from concord_shared.clock import Clock
from concord_shared.ids import Ids
from concord_shared.messaging.pump import CannotGoOn
from concord_shared.parts import Refused
from concord_shared.refusals import Refusal
from concord_shared.running.deciding import Decided, OutOfStep, Reply, decide
from concord_shared.running.group import Group
from concord_shared.running.jobs import CommandJob, Job, ReadJob
from concord_shared.running.memory import Memory
from concord_shared.running.shelf import Shelf
from concord_shared.store.key_ports import SubjectErased
from concord_shared.store.ports import Conflict

log = structlog.get_logger()

GROUP = 64
WAITING = 2_000
TRIES_ALONE = 50

Waiting = tuple[Job, "asyncio.Future[Reply]"]


class Writer:
    """Commands, told facts and sweeps alike pass through here, in the order in which they came."""

    def __init__(
        self, memory: Memory, shelf: Shelf, clock: Clock, ids: Ids, *, in_thread: bool, group: int = GROUP
    ) -> None:
        self.memory, self.shelf, self.clock, self.ids = memory, shelf, clock, ids
        self._in_thread, self._group = in_thread, group
        self._queue: deque[Waiting] = deque()
        self._arrived = asyncio.Event()
        self.working = False
        self.watchers: list[asyncio.Event] = []
        self.sweep_wanted = asyncio.Event()

    @property
    def quiet(self) -> bool:
        return not self._queue and not self.working

    def submit(self, job: Job) -> "asyncio.Future[Reply]":
        """Raises Refused(`Busy`) where too much waits already: refused early and clearly, nothing half done."""
        if len(self._queue) >= WAITING and isinstance(job, CommandJob | ReadJob):
            raise Refused(BUSY)
        future: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self._queue.append((job, future))
        self._arrived.set()
        return future

    async def run(self) -> None:
        while True:
            await self._arrived.wait()
            self._arrived.clear()
            while self._queue:
                self.working = True
                taken = [self._queue.popleft() for _ in range(min(self._group, len(self._queue)))]
                try:
                    await self._take(taken)
                finally:
                    self.working = bool(self._queue)
                await asyncio.sleep(0)

    async def _take(self, taken: Sequence[Waiting]) -> None:
        for _ in range(2):
            try:
                return await self._attempt(taken)
            except (Conflict, SubjectErased):
                continue
            except Exception as error:
                if len(taken) == 1:
                    return _fail(taken, error)
                break
        for one in taken:
            await self._alone(one)
        return None

    async def _alone(self, one: Waiting) -> None:
        for attempt in range(TRIES_ALONE):
            try:
                return await self._attempt([one])
            except (Conflict, SubjectErased):
                await asyncio.sleep(min(0.001 * 2**attempt, 0.1))
            except Exception as error:
                return _fail([one], error)
        return _fail([one], Refused(BUSY))

    async def _attempt(self, taken: Sequence[Waiting]) -> None:
        """Raises Conflict, with nothing stored and nothing answered, where another instance was first, and so
        SubjectErased where it has erased somebody meanwhile: that is known the next time."""
        keys = [job.key for job, _ in taken if isinstance(job, CommandJob)]
        kept = self.memory.store.answers(keys) if keys else {}
        # Only then: an answer that another instance gave meanwhile would be known here before its facts.
        self.memory.catch_up()
        group = Group(self.memory, self.shelf, self.ids, self.clock.now())
        decided: list[Decided | Exception] = []
        for job, _ in taken:
            group.now = self.clock.now()
            decided.append(_decided(group, job, kept))
        positions = await self._append(group)
        self._settle(group, positions)
        # A repeat is answered with a position at which what it repeats can be seen, appended just now or before.
        head = max([self.memory.head, *positions])
        for (_, future), one in zip(taken, decided, strict=True):
            _answer(future, one, positions, head)

    async def _append(self, group: Group) -> Sequence[int]:
        if group.is_empty and not group.due:
            return []
        self.memory.mapper.keys.flush()
        if self._in_thread:
            return await asyncio.to_thread(self.memory.store.append, group.batch())
        return self.memory.store.append(group.batch())

    def _settle(self, group: Group, positions: Sequence[int]) -> None:
        self.memory.settle(group.states, group.heard, positions)
        for watcher in self.watchers:
            watcher.set()
        if any(day is not None and day <= group.today for day in group.due.values()):
            self.sweep_wanted.set()


def _decided(group: Group, job: Job, kept: Any) -> Decided | Exception:
    try:
        return decide(group, job, kept)
    except (OutOfStep, CannotGoOn, Refused) as error:
        return error
    except Exception as error:
        log.exception("job_failed", job=type(job).__name__, name=getattr(job, "name", None))
        return error


def _answer(future: "asyncio.Future[Reply]", one: Decided | Exception, positions: Sequence[int], head: int) -> None:
    if future.done():
        return
    if isinstance(one, Exception):
        future.set_exception(one)
        return
    appended = positions[one.first_event : one.after_events]
    future.set_result({**one.reply, "position": appended[-1] if appended else head})


def _fail(taken: Sequence[Waiting], error: Exception) -> None:
    for _, future in taken:
        if not future.done():
            future.set_exception(error)
    log.error("group_failed", jobs=len(taken), error=type(error).__name__)


BUSY = Refusal(
    code="Busy",
    message="More is waiting than can be done just now. Nothing was changed: please send it again in a moment.",
    passing=True,
)
