"""Which offices speak for the Compact inside an organisation: those of a respondent that a pack tells of patterns."""

from collections.abc import Iterable

from concord_shared.packs.compact import RepeatRule

OF_A_RESPONDENT = "respondent_"


def is_lead(office: str, rules: Iterable[RepeatRule]) -> bool:
    """True too where no rule is known yet: what is noted can be left out later, what is not is gone."""
    known = tuple(rules)
    named = [word.removeprefix(OF_A_RESPONDENT) for rule in known for word in _words(rule)]
    return not known or any(office == name or office.endswith(f"_{name}") for name in named)


def _words(rule: RepeatRule) -> Iterable[str]:
    return (word for word in rule.told.pattern if word.startswith(OF_A_RESPONDENT))
