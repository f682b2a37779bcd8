"""What changed around an investigation, a review or the answers while they were under way."""

from datetime import date
from typing import ClassVar

from concord_shared.contracts.base import Party
from concord_shared.facts import Fact


class MediatorBarred(Fact):
    """Who helped in this case, as mediator or critical friend (`office`), may not look into it afterwards."""

    stored_name: ClassVar[str] = "panel.mediator-barred.v1"
    mediator_ref: str
    mediator_org: str
    office: str = "mediator"


class CoordinatorBarred(Fact):
    """A party objected to coordinators who work for a party: here they read as what else they are."""

    stored_name: ClassVar[str] = "panel.coordinator-barred.v1"
    officers: tuple[str, ...]


class ItemReleased(Fact):
    """Every party agreed that this item leaves the mediation; `to` is investigation, review or public."""

    stored_name: ClassVar[str] = "panel.item-released.v1"
    item_ref: str
    to: str


class PanelResultSetAside(Fact):
    """A result of ours came after the case had gone on or ended: it opened, closed and told nothing there."""

    stored_name: ClassVar[str] = "panel.result-set-aside.v1"
    result: str
    reason: str


class PanelPaused(Fact):
    """The case is suspended: nobody acts and no clock runs. `why` is intake's code."""

    stored_name: ClassVar[str] = "panel.paused.v1"
    why: str


class PanelResumed(Fact):
    stored_name: ClassVar[str] = "panel.resumed.v1"
    why: str


class PartiesChanged(Fact):
    """`why` is left, split or joined."""

    stored_name: ClassVar[str] = "panel.parties-changed.v1"
    left: tuple[str, ...] = ()
    joined: tuple[Party, ...] = ()
    why: str


class OfficeRechecked(Fact):
    """Something was heard that touches who holds an office. `result` is clear, stood_down or flagged; acts are not
    undone, they are listed."""

    stored_name: ClassVar[str] = "panel.office-rechecked.v1"
    office: str
    officer_ref: str
    officer_org: str
    caused_by: str
    directory_position: int
    result: str
    acts_meanwhile: tuple[str, ...] = ()


class AnswerPeriodNotBegun(Fact):
    """A party's letter was not delivered in the days that the pack names: a task for the coordinator."""

    stored_name: ClassVar[str] = "panel.answer-period-not-begun.v1"
    stage_id: str
    deadline_id: str
    party: str
    notice_type: str
    waiting_since: date
    after_working_days: int


class PanelUnderWay(Fact):
    """Stands in one stream for all cases: what is heard without a case is looked up in each that is under way."""

    stored_name: ClassVar[str] = "panel.under-way.v1"
    case_id: str


class PanelOver(Fact):
    stored_name: ClassVar[str] = "panel.over.v1"
    case_id: str


FACTS: tuple[type[Fact], ...] = (
    MediatorBarred,
    CoordinatorBarred,
    ItemReleased,
    PanelResultSetAside,
    PanelPaused,
    PanelResumed,
    PartiesChanged,
    OfficeRechecked,
    AnswerPeriodNotBegun,
    PanelUnderWay,
    PanelOver,
)
