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
        """Whose hand it is: the officer named, or the one who alone holds that office on the day. Where several do,
        nobody is taken for another: the officer has to be named."""
        return self.actor.officer or self.directory.only_holder(self.actor.organisation, self.actor.office, self.on)
