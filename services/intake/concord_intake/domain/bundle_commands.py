"""What can be asked of a case and another one: to go on in two parts, to be one with it, to know of it."""

from typing import Annotated

from pydantic import Field

from concord_intake.domain.forms import Body, Org, Text, Word

Reference = Annotated[str, Field(pattern=r"^[A-Z]{3}-[0-9A-Z]{4}-[0-9A-Z]{3}$")]
Moved = Annotated[tuple[Org, ...], Field(min_length=2, max_length=20)]


class SplitCase(Body):
    """By the coordinator: these parties would go on in a case of their own, at a stage that this case has been in (none
    named: the open one). Each of them agrees by its own command. Where a whole side would go on there, it stays in
    this case too."""

    parties_moved: Moved
    stage_id: Word | None = None
    reason: Text


class AgreeSplit(Body):
    """By each party that would go on in the other case, for itself; with the last one the case is split."""


class MergeCases(Body):
    """By the coordinator, on a case that is another one over again: it would go on in `into`. Each of its parties
    agrees by its own command."""

    into: Reference
    reason: Text


class AgreeMerge(Body):
    """By each party of the case that would go on in the other one, for itself; with the last one it closes there."""


class LinkCases(Body):
    """By the coordinator: the two have to do with each other; each goes on by itself."""

    other: Reference
    reason: Text | None = None


BundleCommand = SplitCase | AgreeSplit | MergeCases | AgreeMerge | LinkCases
