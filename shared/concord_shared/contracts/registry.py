"""Which service tells which contracts."""

from concord_shared.contracts import directory, intake, mediation, notify, oversight, panel
from concord_shared.contracts.base import Contract

TOLD_BY: dict[str, dict[str, type[Contract]]] = {
    module.__name__.rpartition(".")[2]: {contract.__name__: contract for contract in module.TOLD}
    for module in (directory, intake, mediation, panel, notify, oversight)
}


def contract_of(service: str, name: str) -> type[Contract]:
    """Raises KeyError, naming both, for a contract that the service does not tell."""
    try:
        return TOLD_BY[service][name]
    except KeyError:
        raise KeyError(f"{service} tells no {name}") from None
