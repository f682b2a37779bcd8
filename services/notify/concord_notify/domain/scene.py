"""Everything that a letter is written from."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from concord_notify.domain.case_view import CaseView, view_of
from concord_shared.calendar.working import WorkingCalendar
from concord_shared.contracts.base import Told
from concord_shared.deadlines.derive import derive
from concord_shared.directory import DirectoryCopy
from concord_shared.packs.model import DeadlineRule, NoticeRule, Pack, Stage


@dataclass(frozen=True)
class Addressee:
    """An office, or a party by its representative; `org` is None for a person and for an office that nobody holds."""

    office: str
    org: str | None = None


@dataclass(frozen=True)
class Scene:
    """`earlier` is what was heard of the case before `told`; `today` is the day of writing."""

    told: Told
    pack: Pack
    calendar: WorkingCalendar
    directory: DirectoryCopy
    today: date
    earlier: tuple[Told, ...] = ()
    rule: NoticeRule | None = None
    to: Addressee | None = None

    @cached_property
    def view(self) -> CaseView:
        return view_of((*self.earlier, self.told))

    def get(self, name: str, default: Any = None) -> Any:
        """A field of the contract, where this release knows it."""
        return getattr(self.told.contract, name, default)

    def to_one(self, rule: NoticeRule, to: Addressee) -> "Scene":
        return replace(self, rule=rule, to=to)

    def stage(self) -> Stage | None:
        """The stage that the fact names, else the one that is open."""
        opened = self.view.stage
        stage_id = self.get("stage_id") or (opened.stage_id if opened else None)
        return next((each for each in self.pack.stages if each.id == stage_id), None)

    def stage_of_type(self, kind: str) -> Stage | None:
        return next((each for each in self.pack.stages if each.type == kind), None)

    def deadline(self, fact: str, notice: str | None = None) -> tuple[DeadlineRule, date] | None:
        """The first rule of the stage (or of triage) that starts on `fact`, and the day on which it is due."""
        stage = self.stage()
        for rule in self.pack.deadlines:
            if rule.starts_on == fact and self._starts_here(rule, stage, notice):
                return rule, self.due(rule)
        return None

    def due(self, rule: DeadlineRule) -> date:
        start = self.today if rule.starts_on == "NoticeDelivered" else self.told.occurred_on
        meetings = self.directory.meetings(rule.alternative.body, start) if rule.alternative else ()
        return derive(rule, start, self.calendar, meetings).due_on

    def _starts_here(self, rule: DeadlineRule, stage: Stage | None, notice: str | None) -> bool:
        if notice is not None:
            return rule.starts_when.get("notice") == notice
        wanted = rule.starts_when.get("stage")
        return wanted is None or (stage is not None and wanted == stage.id)
