"""The versions of one pack: published once each, never changed, retired when they are no longer used."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from concord_directory.domain import commands, facts
from concord_directory.domain.authority import Scene, not_administrator
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.facts import Fact
from concord_shared.packs.gaps import Gap
from concord_shared.packs.model import Pack
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed

LIVE, DRAFT, EXPIRED = "published", "draft", "expired_term"


@dataclass(frozen=True)
class Versions:
    """`published` maps a version to the SHA-256 of its content; `on_trial` are those that take trial cases only;
    `commitments` are the numbers of the one published last."""

    pack_id: str
    published: Mapping[str, str] = field(default_factory=dict)
    on_trial: frozenset[str] = frozenset()
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
            return _published_now(state, fact)
        case facts.PackRetired():
            return replace(state, retired=state.retired | {fact.version})
        case _:
            return state


def _published_now(state: Versions, fact: facts.PackPublished) -> Versions:
    on_trial = state.on_trial | {fact.version} if fact.trial else state.on_trial - {fact.version}
    published = {**state.published, fact.version: fact.sha256}
    return replace(state, published=published, on_trial=on_trial, commitments=_numbers(fact.content))


def publish(
    command: commands.PublishPack, pack: Pack, state: Versions, scene: Scene, missing: tuple[Gap, ...]
) -> Decision:
    """Accepted without a fact where that version stands with the same content. `missing` is what is still to fill."""
    if refusal := not_administrator(scene):
        return refuse(refusal)
    before = state.published.get(pack.version)
    if before is not None and before != pack.sha256:
        return refuse(invalid(f"version {pack.version} was published with other content: give it a new version"))
    if before is not None and (command.trial or pack.version not in state.on_trial):
        return accept()
    refusal = None if command.trial else _not_live(command, pack, missing)
    if before is None:
        refusal = refusal or _loses_track(pack, state)
    return refuse(refusal) if refusal else accept(_published(command, pack))


def _not_live(command: commands.PublishPack, pack: Pack, missing: tuple[Gap, ...]) -> Refusal | None:
    if pack.status == LIVE:
        return None
    on_trial = "it may be published for trial cases only (trial=true)"
    if pack.status == EXPIRED:
        return invalid(f"the term of the Compact has ended: {on_trial} and then be renewed (RenewPack)")
    if pack.status != DRAFT:
        return invalid(f"its status is '{pack.status}'")
    if refusal := has_gaps(pack, missing):
        return refusal
    return None if command.reason else invalid(f"it is a draft: say why it goes live (reason), else {on_trial}")


def has_gaps(pack: Pack, missing: tuple[Gap, ...]) -> Refusal | None:
    """Refused while anything is missing without which no live case can be taken."""
    stopping = [each for each in missing if each.stops_live_cases]
    if not stopping:
        return None
    said = "; ".join(f"{each.what} [{each.where}]" for each in stopping)
    message = (
        f"Version {pack.version} of the pack '{pack.id}' cannot take live cases yet. To fill first: {said}. "
        "Until then it takes trial cases only (PublishPack with trial=true); 'concord packs check' lists all."
    )
    return Refusal(code="PackHasGaps", message=message, rule="to_fill", clause=f"{pack.title}, to_fill")


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
        reason=_sealed(pack.id, command.reason) if command.reason else None,
    )


def renew(
    command: commands.RenewPack, pack: Pack | None, state: Versions, scene: Scene, missing: tuple[Gap, ...]
) -> Decision:
    """`pack` is that version, None where it is not published."""
    if refusal := not_administrator(scene) or _not_in_use(command, state):
        return refuse(refusal)
    if pack is None or pack.status != EXPIRED:
        message = f"The term of version {command.version} has not ended: there is nothing to renew."
        return refuse(Refusal(code="TermNotEnded", message=message, field="version"))
    if command.until <= scene.on:
        message = f"A term is renewed until a day to come; {command.until:%-d %B %Y} is none."
        return refuse(Refusal(code="DateNotLater", message=message, field="until"))
    if refusal := has_gaps(pack, missing):
        return refuse(refusal)
    reason = _sealed(command.pack_id, command.reason)
    return accept(facts.PackRenewed(pack_id=pack.id, version=pack.version, live_until=command.until, reason=reason))


def retire(command: commands.RetirePack, state: Versions, scene: Scene) -> Decision:
    if refusal := not_administrator(scene) or _not_in_use(command, state):
        return refuse(refusal)
    reason = _sealed(command.pack_id, command.reason)
    return accept(facts.PackRetired(pack_id=command.pack_id, version=command.version, reason=reason))


def _not_in_use(command: commands.RenewPack | commands.RetirePack, state: Versions) -> Refusal | None:
    if command.version in state.published and command.version not in state.retired:
        return None
    message = f"Version {command.version} of the pack '{command.pack_id}' is not in use."
    return Refusal(code="PackNotPublished", message=message, field="version")


def _sealed(pack_id: str, reason: str) -> Sealed:
    return Sealed("contact", f"pack-{pack_id}", reason)


def invalid(why: str) -> Refusal:
    return Refusal(code="PackInvalid", message=f"The pack cannot be published: {why.rstrip('.')}.", field="content")
