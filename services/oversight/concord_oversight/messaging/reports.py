"""What of oversight's store goes to the reporting stream: the lines noted for reports, and nothing else."""

from concord_oversight.domain import facts
from concord_oversight.domain.report import PREFIX
from concord_shared.contracts.reporting import Reported
from concord_shared.envelope import Recorded


def reported(recorded: Recorded) -> Reported | None:
    fact, envelope = recorded.fact, recorded.envelope
    if not isinstance(fact, facts.Reported):
        return None
    return Reported(
        of=fact.of,
        about=recorded.stream.removeprefix(PREFIX),
        case=envelope.case,
        occurred_on=envelope.occurred_on,
        pack_version=envelope.pack_version,
        figures=fact.figures,
    )
