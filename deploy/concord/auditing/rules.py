"""The rules that were in force: packs as published, bank holidays and meetings as far as a fact had heard of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from concord.auditing.finding import Finding
from concord.auditing.records import Records
from concord_shared.calendar.snapshot import england
from concord_shared.calendar.working import WorkingCalendar
from concord_shared.contracts.base import Contract
from concord_shared.contracts.directory import PackPublished
from concord_shared.directory import DirectoryCopy
from concord_shared.packs.model import Pack


@dataclass
class Rules:
    """`told` is what directory told, by position."""

    compact: str
    told: dict[int, Contract]
    packs: dict[str, Pack] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    _copies: dict[int, DirectoryCopy] = field(default_factory=dict)

    def directory_at(self, position: int) -> DirectoryCopy:
        if position not in self._copies:
            copy = DirectoryCopy()
            for at, contract in self.told.items():
                if at <= position:
                    copy.apply(contract)
            self._copies[position] = copy
        return self._copies[position]

    def calendar_at(self, position: int) -> WorkingCalendar:
        return england().with_declared(self.directory_at(position).bank_holidays)


def read_rules(directory: Records) -> Rules:
    told = {each.position: directory.service.tell(each) for each in directory.facts}
    rules = Rules(directory.compact, {at: contract for at, contract in told.items() if contract is not None})
    rules.findings += _packs(directory, rules)
    return rules


def _packs(directory: Records, rules: Rules) -> Iterator[Finding]:
    for each in directory.facts:
        published = rules.told.get(each.position)
        if not isinstance(published, PackPublished):
            continue
        try:
            pack = Pack.from_data(published.content)
        except ValueError as error:
            yield Finding("directory", each.stream, each.version, "the pack", "valid", type(error).__name__)
            continue
        rules.packs[pack.version] = pack
        if pack.sha256 != published.sha256:
            what = f"the hash of pack version {pack.version}"
            yield Finding("directory", each.stream, each.version, what, pack.sha256, published.sha256)
