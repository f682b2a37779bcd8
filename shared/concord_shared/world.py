"""What a pure decision may look at besides its command and its state."""

from dataclasses import dataclass
from datetime import date, datetime

from concord_shared.calendar.working import WorkingCalendar
from concord_shared.directory import DirectoryCopy
from concord_shared.envelope import Actor
from concord_shared.packs.model import Pack


@dataclass(frozen=True)
class World:
    """`on` is the local date the thing happened, `now` the moment it is recorded (UTC); `directory` is this service's
    own copy, as far as it had been heard."""

    actor: Actor
    on: date
    now: datetime
    pack: Pack
    calendar: WorkingCalendar
    directory: DirectoryCopy

    @property
    def acting_officer(self) -> str | None:
        """Whose hand it is: the officer named, or whoever holds that office on the day."""
        if self.actor.officer is not None:
            return self.actor.officer
        held = self.directory.holding(self.actor.organisation, self.actor.office, self.on)
        return held.officer if held else None
