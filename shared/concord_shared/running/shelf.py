"""The packs and calendars that the directory's facts put in force, parsed once and kept at hand."""

from concord_shared.calendar.snapshot import england
from concord_shared.calendar.working import WorkingCalendar
from concord_shared.contracts.directory import PackPublished
from concord_shared.directory import DirectoryCopy
from concord_shared.packs.model import Pack
from concord_shared.parts import Refused
from concord_shared.refusals import Refusal


class Shelf:
    """One per (service, Compact): the pack's id is the Compact's."""

    def __init__(self, compact: str) -> None:
        self.compact = compact
        self._packs: dict[tuple[str, str], Pack] = {}
        self._calendars: dict[tuple[tuple[str, str], ...], WorkingCalendar] = {}

    def pack(self, directory: DirectoryCopy, version: str | None = None) -> Pack:
        """The pack in force, or the version named. Raises Refused(`PackNotPublished`)."""
        published = self._published(directory, version)
        if published is None:
            raise Refused(_not_published(self.compact, version))
        key = (published.version, published.sha256)
        if key not in self._packs:
            self._packs[key] = Pack.from_data(published.content)
        return self._packs[key]

    def calendar(self, directory: DirectoryCopy) -> WorkingCalendar:
        declared = directory.bank_holidays
        key = tuple(sorted((day.isoformat(), name) for day, name in declared.items()))
        if key not in self._calendars:
            self._calendars[key] = england().with_declared(declared) if declared else england()
        return self._calendars[key]

    def _published(self, directory: DirectoryCopy, version: str | None) -> PackPublished | None:
        if version is None:
            return directory.pack_in_force(self.compact)
        return directory.packs.get((self.compact, version))


def _not_published(compact: str, version: str | None) -> Refusal:
    which = f"version {version} of the pack" if version else "a pack"
    return Refusal(
        code="PackNotPublished",
        message=f"No rules are in force: {which} of the Compact '{compact}' has to be published first "
        "(directory.PublishPack).",
        passing=True,
    )
