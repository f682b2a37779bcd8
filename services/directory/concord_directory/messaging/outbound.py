"""Which facts of directory are told, and as what: all but names of persons and the work of erasing."""

from concord_directory.domain import facts
from concord_shared.contracts import directory as contracts
from concord_shared.contracts.base import Contract
from concord_shared.envelope import Recorded

SAME: dict[type, type[Contract]] = {
    facts.PackPublished: contracts.PackPublished,
    facts.PackRenewed: contracts.PackRenewed,
    facts.PackRetired: contracts.PackRetired,
    facts.OrganisationRegistered: contracts.OrganisationRegistered,
    facts.OrganisationSignedUp: contracts.OrganisationSignedUp,
    facts.RoleAssigned: contracts.RoleAssigned,
    facts.RoleEnded: contracts.RoleEnded,
    facts.InterestDeclared: contracts.InterestDeclared,
    facts.InterestCleared: contracts.InterestDeclared,
    facts.MeetingScheduled: contracts.MeetingScheduled,
    facts.MeetingMoved: contracts.MeetingScheduled,
    facts.BankHolidayDeclared: contracts.BankHolidayDeclared,
    facts.ClosureDeclared: contracts.ClosureDeclared,
    facts.PersonalDataErased: contracts.PersonalDataErased,
}


def tell(recorded: Recorded) -> Contract | None:
    """Fields that the contract has not, an officer's name and a reason among them, stay here."""
    contract = SAME.get(type(recorded.fact))
    if contract is None:
        return None
    shown = {name: value for name, value in recorded.fact if name in contract.model_fields}
    return contract(**shown)
