"""What every refusal says: a code, the rule and its clause, and a plain sentence with what to do."""

from pydantic import BaseModel, ConfigDict


class Refusal(BaseModel):
    """Why something was not done. `source` is ``file:line`` of the Compact; `clause` is its name for people."""

    model_config = ConfigDict(frozen=True)
    code: str
    message: str
    rule: str | None = None
    source: str | None = None
    clause: str | None = None
    field: str | None = None
    passing: bool = False
    """True where a later try may succeed (busy, not yet heard): such an answer is never kept."""
