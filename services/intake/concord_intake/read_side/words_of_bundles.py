"""What happens between cases, each as one plain sentence."""

from collections.abc import Iterable
from typing import assert_never

from concord_intake.domain import bundle_facts as f


def say_bundle(fact: f.BundleFact) -> str:
    match fact:
        case f.SplitProposed():
            return f"It was proposed that {_list(fact.parties_moved)} go on in a case of their own."
        case f.SplitAgreed():
            return f"{fact.party} agreed to go on in a case of their own."
        case f.CaseSplit():
            left = f" {_list(fact.parties_moved)} left this one."
            return f"{_list(each.org for each in fact.parties)} go on in the case {_list(fact.other_case_ids)}.{left}"
        case f.CaseOpenedBySplit():
            return f"This case goes on with a part of the case {fact.from_case}."
        case f.MergeProposed():
            return f"It was proposed that this goes on in the case {fact.into}, which is about the same."
        case f.MergeAgreed():
            return f"{fact.party} agreed that this goes on in the other case."
        case f.CasesMerged(joined=joined):
            more = f" {_list(each.org for each in joined)} joined it." if joined else ""
            return f"The case and {_list(fact.other_case_ids)} are one: {fact.into} goes on.{more}"
        case f.CasesLinked():
            return f"The case has to do with {_list(fact.other_case_ids)}."
        case _:
            assert_never(fact)


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)
