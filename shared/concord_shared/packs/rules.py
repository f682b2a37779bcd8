"""What a pack says of acting and telling: guards with their predicates, and notices."""

from typing import Any

from pydantic import Field

from concord_shared.packs.ruled import Ruled


class AppliesTo(Ruled):
    commands: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()


class Guard(Ruled):
    """A rule of the Compact upon commands: `predicate` names what a service checks, `sentence` is what people
    read."""

    id: str
    predicate: str
    applies_to: AppliesTo = AppliesTo()
    params: dict[str, Any] = {}
    sentence: str

    @property
    def commands(self) -> tuple[str, ...]:
        return self.applies_to.commands

    @property
    def stages(self) -> tuple[str, ...]:
        return self.applies_to.stages

    def stands_in(self, stage: str | None) -> bool:
        """True where the guard has that stage or names none; any guard stands where no stage is asked for."""
        return stage is None or not self.stages or stage in self.stages

    def binds(self, command: str, stage: str | None) -> bool:
        return command in self.commands and (not self.stages or stage in self.stages)


class Reminders(Ruled):
    after_working_days: tuple[int, ...]


class NoticeRule(Ruled):
    """A letter: which fact causes it, to which offices or sides it goes, and what it must say."""

    type: str
    trigger: str
    trigger_when: dict[str, Any] = {}
    to: tuple[str, ...] = Field(min_length=1)
    must_say: tuple[str, ...] = ()
    reminders: Reminders | None = None
