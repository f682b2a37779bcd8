"""What a report may be made from: one public fact without persons, free text or who raised anything."""

from datetime import date

from concord_shared.contracts.base import Contract

Figure = bool | int | str | tuple[str, ...] | dict[str, int] | None


class Reported(Contract):
    """`of` names service and fact, as in ``intake.StageOpened``; `about` is a case or a pattern.

    `figures` are codes, dates, counts, commitments and organisations that a concern is about; whoever raised it appears
    by sector alone."""

    of: str
    about: str
    case: str | None = None
    occurred_on: date
    pack_version: str | None = None
    figures: dict[str, Figure] = {}
