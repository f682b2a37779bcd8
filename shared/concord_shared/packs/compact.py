"""What a pack says of the Compact itself: its identity, documents, people and undertakings."""

from typing import Any, Literal

from pydantic import Field

from concord_shared.packs.ruled import Fixed, Ruled
from concord_shared.packs.vocabulary import PeriodUnit, RuleKind, Sector, Status


class Replaces(Ruled):
    """The version before, and what became of its commitments: old number to new, None where one was dropped. A number
    that is not listed is the same in both."""

    version: str
    commitments: dict[str, str | None] = {}


class Identity(Ruled):
    id: str = Field(pattern=r"^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$")
    title: str
    version: str
    default: bool = False
    case_prefix: str = Field(pattern=r"^[A-Z]{3}$")
    status: Status
    text_status: str
    conflicts: str
    calendar: str
    source_files: tuple[str, ...] = ()
    live_from: str | None = None
    legally_binding: bool | None = None
    term: str | None = None
    replaces: Replaces | None = None


class DocumentPart(Ruled):
    name: str
    lines: tuple[int, int]

    def holds(self, line: int) -> bool:
        return self.lines[0] <= line <= self.lines[1]


class Document(Ruled):
    id: str
    title: str
    kind: str
    date: str | None = None
    parts: tuple[DocumentPart, ...] = ()

    def part_of(self, line: int) -> DocumentPart | None:
        """The narrowest part that holds the line."""
        holding = [part for part in self.parts if part.holds(line)]
        return min(holding, key=lambda part: part.lines[1] - part.lines[0], default=None)


class Terminology(Ruled):
    """Words on screen."""

    sectors: dict[str, str | None] = {}
    words: dict[str, str] = {}
    states: dict[str, str] = {}
    stages: dict[str, str] = {}
    roles: dict[str, str] = {}


class RaiseConcernForm(Ruled):
    ask: tuple[str, ...]
    required: tuple[str, ...]
    account_needed: bool = False
    first_show: tuple[str, ...] = ()


class Statements(Ruled):
    statements: dict[str, str] = {}


class Forms(Ruled):
    """Labels of what people fill in, by key."""

    raise_concern: RaiseConcernForm
    confirm_exhausted: Statements = Statements()
    report_parts: dict[str, str] = {}
    statement_parts: dict[str, str] = {}
    review_questions: dict[str, str] = {}
    answers: dict[str, str] = {}


class Principle(Ruled):
    code: str
    name: str | None = None
    summary: str | None = None


class Signatory(Ruled):
    id: str
    name: str
    sector: Sector
    kind: str
    status: str


class RoleText(Ruled):
    """Who the text names for what; who holds the office is the directory's to say."""

    id: str
    text_term: str
    does: str


class UndertakingRule(Ruled):
    """A date or existence rule of a commitment: evidence when not met, never a breach."""

    kind: RuleKind
    fact: str | None = None
    when: str | None = None
    unless: str | None = None
    first: str | None = None
    then: str | None = None
    by: str | None = None
    after: str | None = None
    includes: str | None = None
    value: int | None = None
    unit: PeriodUnit | None = None
    from_: str | None = Field(default=None, alias="from")
    to: str | None = None
    else_require: str | None = None
    inclusive: bool | None = None
    min_count: int | None = None
    period: str | None = None
    strength: str | None = None
    op: Literal["<=", ">=", "=="] | None = None
    direction: Literal["up", "down"] | None = None


class Commitment(Ruled):
    no: str
    part: str | None = None
    section: str | None = None
    theme: str
    undertaken_by: str
    summary: str
    measurable: bool
    measurability: Literal["yes", "partly", "no"]
    numbering: str | None = None
    text_in_source: bool = True
    rules: tuple[UndertakingRule, ...] = ()


class Duty(Ruled):
    """A reporting duty."""

    id: str
    what: str
    frequency: str


class Look(Fixed):
    """Where in the directory it shows that something was filled: an office held (by `at_least` officers, or for each
    member), evidence of training, a meeting entered, a number of members, the date of each endorsement."""

    office: str | None = None
    at_least: int = 1
    each_member: bool = False
    trained: str | None = None
    meetings_of: str | None = None
    members: int | None = None
    signed_on: bool = False


class ToFill(Ruled):
    """What the pack's owner still has to say, and what it is needed for."""

    what: str
    where: Literal["pack", "directory"]
    needed_for: str
    look: Look | None = None


class Window(Ruled):
    months: int
    ends_on: str
    old_end: Literal["open"]


class Level(Ruled):
    id: str
    name: str
    key: tuple[str, ...]
    counts: str | None = None
    note_at: int | None = None
    pattern_at: int
    precedence: int
    suppresses: tuple[str, ...] = ()


class RepeatTold(Fixed):
    note: tuple[str, ...] = ()
    pattern: tuple[str, ...] = ()
    compact_review: tuple[str, ...] = ()


class Fallback(Ruled):
    """`to` names the offices that get the copy of whoever is concerned: the first of them whose holders are not."""

    when: str
    then: str
    to: tuple[str, ...] = ()


class RepeatRule(Ruled):
    count_from: str
    count_date: str
    window: Window
    not_counted: tuple[str, ...] = ()
    counted_apart: dict[str, str] = {}
    levels: tuple[Level, ...]
    suppression: str | None = None
    told: RepeatTold
    fallback: Fallback
    never_shown: tuple[str, ...] = ()
    published_minimum: int = 5
    closes_when: dict[str, Any] = {}


class Monitoring(Ruled):
    where_possible: bool = False
    told: tuple[str, ...] = ()
    repeat_rule: RepeatRule
