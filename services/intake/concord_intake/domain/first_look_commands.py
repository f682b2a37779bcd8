"""The first look at a concern: advice where the pack asks for it, else a check of form."""

from typing import Literal

from concord_intake.domain.forms import Body, Code, Line, Lines, Orgs, Text

Verdict = Literal["yes", "partly", "no"]


class _Look(Body):
    in_scope: Lines = ()
    out_of_scope: Lines = ()
    reason: Code | None = None
    route: Line | None = None
    responding: Orgs = ()
    no_commitment_fits: bool = False


class AdviseCompactRelated(_Look):
    """By the body that gives first advice, or where it has a part in the matter the next office of the chain.

    ``yes`` and ``partly`` accept the concern; ``no`` sends it to its own route (`reason`, `route`). For
    ``partly`` name both parts, and reason and route of the part that cannot go on here: parts by codes of the
    pack or numbers of commitments, or in words of your own, which are sealed. `responding` corrects whom it is
    about. `no_commitment_fits` says so where only principles are cited.
    """

    advice: Verdict
    reasons: Text

    @property
    def verdict(self) -> Verdict:
        return self.advice


class AcceptConcern(_Look):
    """By the office that checks the form, where the Compact has no stage of advice; or, where it has a part in the
    matter, the next office of the chain.

    ``yes`` and ``partly`` accept the concern, ``partly`` for its Compact part alone; ``no`` sends it to its own route.
    The other fields are those of AdviseCompactRelated.
    """

    accept: Verdict = "yes"

    @property
    def verdict(self) -> Verdict:
        return self.accept
