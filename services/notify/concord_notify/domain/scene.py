"""Everything that a letter is written from."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from concord_notify.domain.case_view import CaseView, view_of
from concord_shared.calendar.working import WorkingCalendar
from concord_shared.contracts.base import Told
from concord_shared.deadlines.derive import derive
from concord_shared.deadlines.facts import DeadlineSet
from concord_shared.directory import DirectoryCopy
from concord_shared.packs.model import DeadlineRule, NoticeRule, Pack, Stage
from concord_shared.packs.procedure import Exclusion

STARTS_BEFORE = {"FirstContactRecorded"}
"""What a period may start with that is put on record together with the opening of its stage."""
STOOD_DOWN = {"MediatorStoodDown": "facilitated", "InvestigatorStoodDown": "investigation"}


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

    @property
    def exclusions(self) -> tuple[Exclusion, ...]:
        return self.pack.procedure.scope.exclusions

    def exclusion(self, code: str) -> str | None:
        """What the pack says of a matter that it leaves out."""
        return next((each.text for each in self.exclusions if each.id == code), None)

    @cached_property
    def before(self) -> CaseView:
        return view_of(self.earlier)

    def stood_down_at_the_end(self) -> str | None:
        """The office of an officer who stood down because the step was over; None where somebody else is to follow."""
        stage, opened = self.stage(), self.view.stage
        if self.told.name not in STOOD_DOWN or stage is None or stage.office is None:
            return None
        over = self.view.stage_over or opened is None or opened.stage_id != stage.id
        return stage.office.name if over else None

    def stage(self) -> Stage | None:
        """The stage that the fact names or is about, else the one that is open."""
        if kind := STOOD_DOWN.get(self.told.name):
            return self.stage_of_type(kind)
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
        return self.derived(rule).due_on

    def derived(self, rule: DeadlineRule) -> DeadlineSet:
        start = self.today if rule.starts_on == "NoticeDelivered" else self.told.occurred_on
        meetings = self.directory.meetings(rule.alternative.body, start) if rule.alternative else ()
        return derive(rule, start, self.calendar, meetings)

    def of_the_stage(self) -> DeadlineRule | None:
        """What the stage as a whole is to be done by, where it begins with the stage."""
        stage = self.stage()
        rules = [rule for rule in stage.deadlines if rule.kind == "target"] if stage else []
        whole = [rule for rule in rules if rule.per == "case"] or rules
        that_day = {each.name for each in self.earlier if each.occurred_on == self.told.occurred_on}
        begun = {"StageOpened", self.get("caused_by"), "NoticeDelivered", *(that_day & STARTS_BEFORE)}
        rule = next((each for each in whole if each.starts_on in begun), None)
        return self.pack.deadline(rule.id) if rule else None

    def delegation_advised(self) -> bool:
        """Whether the meeting that the stage would wait for is so far off that another group may be better."""
        rule = self.of_the_stage()
        waits = self.derived(rule).alternative if rule else None
        return waits is not None and waits.advise_delegation

    def _starts_here(self, rule: DeadlineRule, stage: Stage | None, notice: str | None) -> bool:
        if notice is not None:
            return rule.starts_when.get("notice") == notice
        wanted = rule.starts_when.get("stage")
        return wanted is None or (stage is not None and wanted == stage.id)
