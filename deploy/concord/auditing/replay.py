"""The whole audit of one Compact."""

from dataclasses import dataclass

from concord.auditing import answers, between, dates, letters, patterns, stages, streams
from concord.auditing.finding import Finding
from concord.auditing.records import Records, read_records
from concord.auditing.rules import read_rules
from concord.services import all_services


@dataclass(frozen=True)
class Audit:
    compact: str
    facts: int
    streams: int
    answers: int
    waiting: dict[str, int]
    findings: list[Finding]


def audit(url: str, compact: str) -> Audit:
    """Raises FileNotFoundError, naming it, where a store is missing."""
    found = {name: read_records(url, service, compact) for name, service in all_services().items()}
    return Audit(
        compact,
        sum(len(each.facts) for each in found.values()),
        sum(len(each.streams) for each in found.values()),
        sum(len(each.answers) for each in found.values()),
        between.still_to_hear(found),
        _findings(found),
    )


def _findings(found: dict[str, Records]) -> list[Finding]:
    rules = read_rules(found["directory"])
    findings = [*rules.findings, *stages.check_stages(found["intake"], rules)]
    for records in found.values():
        findings += [*records.findings, *streams.check_streams(records)]
        findings += [*dates.check_dates(records, rules), *answers.check_answers(records)]
    findings += [*patterns.check_patterns(found["oversight"], rules), *letters.check_letters(found, rules)]
    checks = (between.check_heard, between.check_causes, between.check_owners)
    return findings + [each for check in checks for each in check(found)]
