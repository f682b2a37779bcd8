"""What a report says of itself at its head: its period, its position in the record, the rules, the edition."""

from concord.open_data.hiding import FEWEST
from concord.reports.asked import Asked, Period
from concord.reports.measures import Measured

PUBLIC = f"public: counts under {FEWEST} are not shown"
OWN = "for the group that learns: not to be published as it is"


def about(period: Period, found: Measured, asked: Asked) -> tuple[tuple[str, str], ...]:
    return (
        ("Period", period.said),
        (
            "Position in the record",
            f"{found.position}; asked for --at {found.position}, its figures are the same again",
        ),
        ("Rules", f"pack version {', '.join(found.pack_versions)}" if found.pack_versions else "none: no case yet"),
        ("Edition", PUBLIC if asked.public else OWN),
    )
