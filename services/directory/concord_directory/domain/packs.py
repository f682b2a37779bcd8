"""The versions of one pack: published once each, never changed, retired when they are no longer used."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from concord_directory.domain import commands, facts
from concord_directory.domain.authority import Scene, not_administrator
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.facts import Fact
from concord_shared.packs.model import Pack
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed

LIVE = "published"


@dataclass(frozen=True)
class Versions:
    """`published` maps a version to the SHA-256 of its content; `commitments` are the numbers of the one published
    last."""

    pack_id: str
    published: Mapping[str, str] = field(default_factory=dict)
    retired: frozenset[str] = frozenset()
    commitments: frozenset[str] = frozenset()

    @property
    def newest(self) -> str | None:
        return next(reversed(tuple(self.published)), None)


def start(stream: str) -> Versions:
    return Versions(stream.removeprefix("pack-"))


def evolve(state: Versions, fact: Fact, _on: date) -> Versions:
    match fact:
        case facts.PackPublished():
            published = {**state.published, fact.version: fact.sha256}
            return replace(state, published=published, commitments=_numbers(fact.content))
        case facts.PackRetired():
            return replace(state, retired=state.retired | {fact.version})
        case _:
            return state


def publish(command: commands.PublishPack, pack: Pack, state: Versions, scene: Scene) -> Decision:
    """Accepted without a fact where that version stands with the same content."""
    if refusal := not_administrator(scene):
        return refuse(refusal)
    before = state.published.get(pack.version)
    if before == pack.sha256:
        return accept()
    if before is not None:
        return refuse(invalid(f"version {pack.version} was published with other content: give it a new version"))
    if pack.status != LIVE and not command.trial:
        return refuse(invalid(f"its status is '{pack.status}': it may be published for trial cases only (trial=true)"))
    if refusal := _loses_track(pack, state):
        return refuse(refusal)
    return accept(_published(command, pack))


def _loses_track(pack: Pack, state: Versions) -> Refusal | None:
    """Repeats are found across versions, so each commitment of the version before is there, renumbered or dropped."""
    if pack.replaces is not None and state.newest not in (None, pack.replaces):
        return invalid(f"it says that it replaces version {pack.replaces}, but the one before it is {state.newest}")
    lost = sorted(state.commitments - pack.commitments.keys() - pack.commitment_map.keys())
    if not lost:
        return None
    what = f"it has no commitment {', '.join(lost)}, as version {state.newest} had"
    return invalid(f"{what}: say under pack > replaces > commitments which number each has now, or null where dropped")


def _numbers(content: Mapping[str, Any]) -> frozenset[str]:
    listed = (*content.get("commitments", ()), *content.get("other_undertakings", ()))
    return frozenset(str(each["no"]) for each in listed)


def _published(command: commands.PublishPack, pack: Pack) -> facts.PackPublished:
    return facts.PackPublished(
        pack_id=pack.id,
        version=pack.version,
        sha256=pack.sha256,
        status=pack.status,
        trial=command.trial,
        content=pack.to_data(),
        commitment_map=pack.commitment_map,
    )


def retire(command: commands.RetirePack, state: Versions, scene: Scene) -> Decision:
    if refusal := not_administrator(scene):
        return refuse(refusal)
    if command.version not in state.published or command.version in state.retired:
        message = f"Version {command.version} of the pack '{command.pack_id}' is not in use."
        return refuse(Refusal(code="PackNotPublished", message=message, field="version"))
    reason = Sealed("contact", f"pack-{command.pack_id}", command.reason)
    return accept(facts.PackRetired(pack_id=command.pack_id, version=command.version, reason=reason))


def invalid(why: str) -> Refusal:
    return Refusal(code="PackInvalid", message=f"The pack cannot be published: {why.rstrip('.')}.", field="content")
