"""Told by whichever service holds an office of a case: that it was looked at again (handbook 8.3, row 36a)."""

from concord_shared.contracts.base import Contract


class OfficeRechecked(Contract):
    """Something was heard that touches who holds `office`. `caused_by` names the fact, `directory_position` how much of
    the directory was known; `result` is clear, flagged or stood_down. `acts_meanwhile` are those taken since what was
    heard holds, as ``MediationSessionHeld 2027-02-10``: they stand."""

    office: str
    officer_ref: str
    officer_org: str
    caused_by: str
    directory_position: int
    result: str
    acts_meanwhile: tuple[str, ...] = ()
