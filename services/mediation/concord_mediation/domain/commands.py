"""What may be asked of mediation. Each says who may ask."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from concord_shared.deadlines.extension_commands import EXTENSION_COMMANDS

ID = Field(min_length=1, max_length=120)


class Asked(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ConsentToMediation(Asked):
    """Each party, for itself: it agrees to mediation."""


class DeclineMediation(Asked):
    """Any party, at any moment until all have confirmed the terms. No reason is asked for."""


class AppointMediator(Asked):
    """An office that the Compact lets appoint: names the officer who is to mediate."""

    officer: str = ID


class ObjectToMediator(Asked):
    """A party, once, before the first session, with a reason."""

    reason: str = Field(min_length=1, max_length=5_000)


class KeepMediator(Asked):
    """An office that may appoint, after an objection: the mediator stays. Naming another replaces them instead."""


class DeclareNoMediator(Asked):
    """An office that may appoint: no mediator is to be had, and the stage ends without agreement."""


class StandDown(Asked):
    """The mediator, at any moment."""

    reason: str | None = Field(None, max_length=5_000)


class RecordSession(Asked):
    """The mediator: that a session was held and which sides came; never what was said."""

    held_on: date
    attending_sides: tuple[str, ...] = Field((), max_length=20)


class RecordTerms(Asked):
    """The mediator: the terms that the parties have found. New terms replace them and are confirmed anew."""

    text: str = Field(min_length=1, max_length=50_000)


class ConfirmTerms(Asked):
    """Each party, for itself: it confirms these terms, by their text or by its SHA-256."""

    text: str | None = Field(None, min_length=1, max_length=50_000)
    terms_sha256: str | None = Field(None, pattern="^[0-9a-f]{64}$")

    @model_validator(mode="after")
    def _one_of_two(self) -> "ConfirmTerms":
        if (self.text is None) == (self.terms_sha256 is None):
            raise ValueError("say which terms are confirmed: give their text, or their terms_sha256, and not both")
        return self


class ProposeDisclosure(Asked):
    """A party or the mediator: that one thing said or written here may be shown to others. Either the words themselves,
    or what is known already: `item_ref` of an earlier proposal, or ``terms`` for the terms recorded last."""

    text: str | None = Field(None, min_length=1, max_length=20_000)
    item_ref: str | None = Field(None, min_length=1, max_length=40)
    to: Literal["investigation", "review", "public"]

    @model_validator(mode="after")
    def _one_of_two(self) -> "ProposeDisclosure":
        if (self.text is None) == (self.item_ref is None):
            raise ValueError("say what is to be shown: give its text, or the item_ref of what is known, and not both")
        return self


class AgreeDisclosure(Asked):
    """Each party, for itself: this one item may be shown. With `to` only there, else wherever it is proposed."""

    item_ref: str = Field(min_length=1, max_length=40)
    to: Literal["investigation", "review", "public"] | None = None


class EngageCriticalFriend(Asked):
    """A party or the coordinator, while nobody helps: a critical friend is to be found. With `area` and `sector` for
    that seat alone, else for the first that is open."""

    area: str | None = Field(None, min_length=1, max_length=80)
    sector: Literal["public", "vcs", "private", "cross"] | None = None

    @model_validator(mode="after")
    def _both_or_none(self) -> "EngageCriticalFriend":
        if (self.area is None) != (self.sector is None):
            raise ValueError("a seat is named by area and sector: give both, or leave both out")
        return self


class SupportFurtherMediation(Asked):
    """A member of the panel of the case, once every party is willing: how it helps them to a mediation elsewhere."""

    means: Literal["mediators_named", "introduced", "questions_answered", "place_offered", "other"]


class RecordOutsideResult(Asked):
    """Any party, for itself: what came of a mediation held elsewhere. It is settled once every party has said so."""

    result: Literal["settled", "not_agreed"]


class DeclareNoAgreement(Asked):
    """The mediator, or whoever the Compact lets ask for the next step: no agreement can be found."""


class DeclareLapsed(Asked):
    """The coordinator, when a party has asked for it after the mediation period ran out."""

    asked_by: str = ID


COMMANDS: tuple[type[BaseModel], ...] = (
    ConsentToMediation,
    DeclineMediation,
    AppointMediator,
    ObjectToMediator,
    KeepMediator,
    DeclareNoMediator,
    StandDown,
    RecordSession,
    RecordTerms,
    ConfirmTerms,
    EngageCriticalFriend,
    SupportFurtherMediation,
    RecordOutsideResult,
    DeclareNoAgreement,
    DeclareLapsed,
    ProposeDisclosure,
    AgreeDisclosure,
    *EXTENSION_COMMANDS,
)
