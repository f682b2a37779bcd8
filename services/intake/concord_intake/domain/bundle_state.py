"""What a case remembers of other cases, and of what is proposed with them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Split:
    """A proposal: who would go on in a case of their own, at which stage, and who agreed so far."""

    parties: tuple[str, ...]
    stage_id: str
    agreed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Merge:
    into: str
    parties: tuple[str, ...]
    agreed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bundle:
    """`linked` are the cases that this one knows of."""

    linked: tuple[str, ...] = ()
    split: Split | None = None
    merge: Merge | None = None
