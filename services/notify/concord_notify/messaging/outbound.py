"""Which facts of notify are told: issued, delivered, failed, to an office or a party and never with a letter."""

from typing import Any

from concord_notify.domain import facts
from concord_shared.contracts import notify as contracts
from concord_shared.contracts.base import Contract
from concord_shared.envelope import Recorded

SAME: dict[type, type[Contract]] = {
    facts.NoticeIssued: contracts.NoticeIssued,
    facts.NoticeDelivered: contracts.NoticeDelivered,
    facts.NoticeFailed: contracts.NoticeFailed,
}


def tell(recorded: Recorded) -> Contract | None:
    fact: Any = recorded.fact
    contract = SAME.get(type(fact))
    if contract is None:
        return None
    shown = {name: value for name, value in fact if name in contract.model_fields}
    return contract(**shown, to=contracts.Recipient(office=fact.office, org=fact.org))
