"""What leaves the group: a report that was published, and a decision to release something on request."""

from dataclasses import dataclass, replace
from datetime import date

from concord_oversight.domain import group_facts as facts
from concord_oversight.domain.group_commands import DecideDisclosure, PublishReport
from concord_oversight.domain.learning import learning_offices, reason_given
from concord_oversight.domain.named_actions import KIND
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.directory import DirectoryCopy
from concord_shared.envelope import Actor
from concord_shared.facts import Fact
from concord_shared.packs.compact import RepeatRule
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed

PUBLISHED, DISCLOSURE = "published-", "disclosure-"
INFORMATION_OFFICER = "information_officer"


@dataclass(frozen=True)
class Published:
    """One file by its digest."""

    done: bool = False


def start(_stream: str) -> Published:
    return Published()


def evolve(state: Published, fact: Fact, _on: date) -> Published:
    return replace(state, done=True) if isinstance(fact, facts.ReportPublished) else state


def stream_of(command: PublishReport) -> str:
    """Published once: the file's own digest names it."""
    return f"{PUBLISHED}{command.sha256}"


def publish(command: PublishReport, state: Published, actor: Actor, on: date, rule: RepeatRule) -> Decision:
    if actor.office not in learning_offices(rule) | {INFORMATION_OFFICER}:
        return refuse(NOT_A_PUBLISHER)
    if command.until_on < command.from_on:
        return refuse(TURNED_ROUND)
    if command.from_on > on:
        return refuse(NOT_BEGUN)
    if state.done:
        return refuse(PUBLISHED_BEFORE)
    return accept(facts.ReportPublished.model_validate(dict(command)))


def disclose(command: DecideDisclosure, disclosure_id: str, actor: Actor, directory: DirectoryCopy) -> Decision:
    if actor.office != INFORMATION_OFFICER:
        return refuse(NOT_THE_OFFICER)
    if directory.organisation(command.holder) is None:
        message = f"The directory knows no '{command.holder}': name the holder by its id there."
        return refuse(Refusal(code="UnknownOrganisation", message=message, field="holder"))
    if refusal := reason_given(command.ground, "ground"):
        return refuse(refusal)
    decided = facts.DisclosureDecided(
        disclosure_id=disclosure_id,
        request_ref=command.request_ref,
        holder=command.holder,
        items=tuple(Sealed(KIND, disclosure_id, each) for each in command.items),
        released=command.released,
        ground=Sealed(KIND, disclosure_id, command.ground.strip()),
    )
    return accept(decided)


NOT_A_PUBLISHER = Refusal(
    code="NoAuthority",
    message="Reports are published by the information officer or the group that learns from repeated issues.",
    field="as",
)
NOT_THE_OFFICER = Refusal(
    code="NoAuthority", message="What is released on request is for the information officer to decide.", field="as"
)
TURNED_ROUND = Refusal(
    code="PeriodReversed", message="The period ends before it begins: turn the two days round.", field="until_on"
)
NOT_BEGUN = Refusal(
    code="DateInFuture", message="The period of this report has not begun yet: check its first day.", field="from_on"
)
PUBLISHED_BEFORE = Refusal(
    code="AlreadyPublished", message="This very file is on record as published already.", field="sha256"
)
