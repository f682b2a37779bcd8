"""A pack, whole: one Compact as frozen data, with the look-ups that services ask of it."""

import json
from collections.abc import Iterator
from copy import deepcopy
from functools import cached_property
from hashlib import sha256
from typing import Any, Literal

from pydantic import Field, PrivateAttr

from concord_shared.packs.compact import (
    Commitment,
    Document,
    Duty,
    Forms,
    Identity,
    Monitoring,
    Principle,
    RoleText,
    Signatory,
    Terminology,
    ToFill,
)
from concord_shared.packs.deadline_rule import DeadlineRule
from concord_shared.packs.procedure import (
    AnyStageExit,
    Exit,
    Group,
    Office,
    Procedure,
    Stage,
    Triage,
    Waiting,
)
from concord_shared.packs.ruled import Ruled
from concord_shared.packs.rules import Guard, NoticeRule

__all__ = [
    "AFTER_CLOSING",
    "TRIAGE",
    "AnyStageExit",
    "Commitment",
    "DeadlineRule",
    "Exit",
    "Group",
    "Guard",
    "NoticeRule",
    "Office",
    "Pack",
    "Principle",
    "Stage",
    "Triage",
    "Waiting",
]

TRIAGE = "triage"
AFTER_CLOSING = "after_closing"


class Pack(Ruled):
    """One version of one Compact. Build it with `from_data`; files are read by `packs.loading`."""

    schema_: Literal["compact-pack/2"] = Field(alias="schema")
    identity: Identity = Field(alias="pack")
    documents: tuple[Document, ...] = ()
    terminology: Terminology
    forms: Forms
    principle_list: tuple[Principle, ...] = Field(default=(), alias="principles")
    volunteering_principles: tuple[Principle, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    roles: tuple[RoleText, ...] = ()
    commitment_list: tuple[Commitment, ...] = Field(default=(), alias="commitments")
    other_undertakings: tuple[Commitment, ...] = ()
    numbering_gaps: tuple[str, ...] = ()
    procedure: Procedure
    guards: tuple[Guard, ...] = ()
    notices: tuple[NoticeRule, ...] = ()
    monitoring: Monitoring
    reporting: tuple[Duty, ...] = ()
    to_fill: tuple[ToFill, ...] = ()
    _data: dict[str, Any] = PrivateAttr(default_factory=dict)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Pack":
        """A pack from plain data. Raises pydantic's ValidationError; what refers to what is checked by
        `checks`."""
        pack = cls.model_validate(data)
        pack._data = deepcopy(data)
        return pack

    def to_data(self) -> dict[str, Any]:
        """The plain data that the pack was made from."""
        return deepcopy(self._data)

    @cached_property
    def sha256(self) -> str:
        """Of the canonical JSON: sorted keys, no spaces, UTF-8."""
        text = json.dumps(self._data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return sha256(text.encode()).hexdigest()

    @property
    def id(self) -> str:
        return self.identity.id

    @property
    def version(self) -> str:
        return self.identity.version

    @property
    def title(self) -> str:
        return self.identity.title

    @property
    def case_prefix(self) -> str:
        return self.identity.case_prefix

    @property
    def status(self) -> str:
        return self.identity.status

    @property
    def replaces(self) -> str | None:
        """The version that this one replaces, as the pack says it."""
        return self.identity.replaces.version if self.identity.replaces else None

    @property
    def commitment_map(self) -> dict[str, str | None]:
        """Numbers of the version replaced to those of this one; None where a commitment was dropped."""
        return dict(self.identity.replaces.commitments) if self.identity.replaces else {}

    @property
    def triage(self) -> Triage:
        return self.procedure.triage

    @property
    def first_stage(self) -> str:
        return self.procedure.first_stage

    @property
    def stages(self) -> tuple[Stage, ...]:
        return self.procedure.stages

    @property
    def closing_reasons(self) -> tuple[str, ...]:
        return self.procedure.closing_reasons

    @cached_property
    def commitments(self) -> dict[str, Commitment]:
        """By number, the undertakings outside the numbered sections included."""
        return {each.no: each for each in (*self.commitment_list, *self.other_undertakings)}

    @cached_property
    def principles(self) -> dict[str, Principle]:
        """By code."""
        return {each.code: each for each in self.principle_list}

    @cached_property
    def _stages(self) -> dict[str, Stage]:
        return {stage.id: stage for stage in self.stages}

    def stage(self, stage_id: str) -> Stage:
        """Raises KeyError for an id that is no stage."""
        return self._stages[stage_id]

    @cached_property
    def section_ids(self) -> tuple[str, ...]:
        """Every id under which a rule can stand: triage, the waiting places, the stages, after closing."""
        waiting = (place.id for place in self.triage.waiting)
        return (TRIAGE, *waiting, *self._stages, AFTER_CLOSING)

    @cached_property
    def deadlines(self) -> tuple[DeadlineRule, ...]:
        """Every deadline, each with its stage, stage type and place in the documents."""
        return tuple(
            rule.model_copy(update={"stage": stage, "stage_type": kind, "place": self.place(rule.source)})
            for stage, kind, rules in self._deadlines_by_section()
            for rule in rules
        )

    def _deadlines_by_section(self) -> Iterator[tuple[str, str, tuple[DeadlineRule, ...]]]:
        yield TRIAGE, TRIAGE, self.triage.deadlines
        for stage in self.stages:
            yield stage.id, stage.type, stage.deadlines
        yield AFTER_CLOSING, AFTER_CLOSING, self.procedure.after_closing.deadlines

    @cached_property
    def _deadlines_by_id(self) -> dict[str, DeadlineRule]:
        return {rule.id: rule for rule in self.deadlines}

    def deadline(self, deadline_id: str) -> DeadlineRule | None:
        """The rule of that id, or None."""
        return self._deadlines_by_id.get(deadline_id)

    @cached_property
    def _guards_by_id(self) -> dict[str, Guard]:
        return {guard.id: guard for guard in self.guards}

    def guard(self, guard_id: str) -> Guard | None:
        """The guard of that id, or None."""
        return self._guards_by_id.get(guard_id)

    def guards_for(self, command: str, stage: str | None) -> tuple[Guard, ...]:
        """Guards that bind `command` in `stage`, in the pack's order; one without stages binds wherever the
        command goes, and one without commands is standing policy and binds none."""
        return tuple(guard for guard in self.guards if guard.binds(command, stage))

    def guard_by(self, predicate: str, stage: str | None = None) -> Guard | None:
        """The first guard with that predicate, in that stage where one is given."""
        named = (guard for guard in self.guards if guard.predicate == predicate)
        return next((guard for guard in named if guard.stands_in(stage)), None)

    def place(self, source: str | None) -> str | None:
        """Document and clause for people: ``001:638`` is "The Rotherham Compact, Appendix 1, Stage 2"."""
        if not source:
            return None
        file, _, lines = source.split(",")[0].strip().partition(":")
        document = next((each for each in self.documents if each.id == file), None)
        if document is None or not lines:
            return None
        part = document.part_of(int(lines.split("-")[0]))
        return f"{document.title}, {part.name}" if part else document.title
