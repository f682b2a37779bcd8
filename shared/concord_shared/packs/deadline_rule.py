"""What a pack says of one deadline: its length, start, end, and what follows a lapse."""

from typing import Any, Literal

from pydantic import Field

from concord_shared.packs.ruled import Ruled
from concord_shared.packs.vocabulary import DeadlineKind, DeadlineUnit, ExtendedBy, OnLapse


class Lapse(Ruled):
    """What follows a lapse; it is a target, so nothing is decided by it unless the pack says so."""

    do: OnLapse
    tell: tuple[str, ...] = ()
    fact: str | None = None
    stay: bool | None = None
    outcome: str | None = None
    only_if: str | None = None


class Extension(Ruled):
    who: ExtendedBy
    max_working_days: int = Field(gt=0)


class PauseRule(Ruled):
    """The facts that stop the clock and let it run again."""

    from_: str = Field(alias="from")
    until: str


class Span(Ruled):
    value: int = Field(gt=0)
    unit: DeadlineUnit


class Undelivered(Ruled):
    """What follows where the notice that starts the period was not delivered in so many days."""

    after: int = Field(gt=0)
    unit: DeadlineUnit
    do: Literal["coordinator_task"]


class AlternativeRule(Ruled):
    """A second end of the period: the next meeting of `body` in the calendar, looked up once."""

    kind: Literal["next_scheduled_meeting"]
    body: str
    on_or_after: Literal["start day"] = "start day"
    combine: Literal["later_of"]
    pinned_on: Literal["start day"]
    advise_delegation_beyond_working_days: int | None = None


class DeadlineRule(Ruled):
    """One deadline. `stage` is ``triage``, a stage id or ``after_closing``, `stage_type` its type, `place`
    the clause with its document; these three are filled in by the pack that holds the rule."""

    id: str
    what: str
    value: int = Field(gt=0)
    unit: DeadlineUnit
    kind: DeadlineKind
    starts_on: str
    starts_when: dict[str, Any] = {}
    start_alternatives: tuple[str, ...] = ()
    start_note: str | None = None
    ends_on: tuple[str, ...] = Field(min_length=1)
    per: Literal["case", "party"] = "case"
    on_lapse: Lapse
    extension: Extension | None = None
    pause: PauseRule | None = None
    warn_before: Span | None = None
    reminders_at: tuple[int, ...] = ()
    remind: str | None = None
    repeats: bool = False
    alternative: AlternativeRule | None = None
    roll: Literal["next_working_day", "none"] = "next_working_day"
    undelivered: Undelivered | None = None
    length_basis: str | None = None
    start_basis: str | None = None
    lapse_basis: str | None = None
    stage: str = ""
    stage_type: str = ""
    place: str | None = None
