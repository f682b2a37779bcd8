"""The versions of one pack: published once each, never changed, retired when they are no longer used."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

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
    """`published` maps a version to the SHA-256 of its content."""

    pack_id: str
    published: Mapping[str, str] = field(default_factory=dict)
    retired: frozenset[str] = frozenset()


def start(stream: str) -> Versions:
    return Versions(stream.removeprefix("pack-"))


def evolve(state: Versions, fact: Fact, _on: date) -> Versions:
    match fact:
        case facts.PackPublished():
            return replace(state, published={**state.published, fact.version: fact.sha256})
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
    return accept(_published(command, pack))


def _published(command: commands.PublishPack, pack: Pack) -> facts.PackPublished:
    return facts.PackPublished(
        pack_id=pack.id,
        version=pack.version,
        sha256=pack.sha256,
        status=pack.status,
        trial=command.trial,
        content=pack.to_data(),
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
