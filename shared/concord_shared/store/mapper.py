"""Between facts and stored bytes: envelope around the fact, personal fields sealed, old shapes read as new ones."""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, Generic, TypeVar

from eventsourcing.persistence import StoredEvent
from pydantic import BaseModel, ConfigDict, ValidationError

from concord_shared.envelope import Envelope, Recorded
from concord_shared.facts import Fact
from concord_shared.sealed import Sealed
from concord_shared.store.key_ports import MovedBox, SubjectErased
from concord_shared.store.keys import KeyRing
from concord_shared.store.places import exchange, lift, place, sealed_fields

Upcast = Callable[[dict[str, Any]], tuple[str, dict[str, Any]]]
F = TypeVar("F", bound=Fact)


class UnreadableFact(ValueError):
    """Stored bytes that no present fact can take in; says where and which fields, never what is in them."""


class _Stored(BaseModel, Generic[F]):
    model_config = ConfigDict(frozen=True)
    e: Envelope
    f: F


@cache
def _stored(kind: type[F]) -> type[_Stored[F]]:
    """Made when the first of its kind is read: a service starts without those that it does not meet."""
    return _Stored[kind]  # type: ignore[valid-type]


class Mapper:
    """One per (service, Compact). `upcasts` map an old stored name to a function that gives the new name and fields."""

    def __init__(
        self,
        service: str,
        facts: Iterable[type[Fact]],
        keys: KeyRing,
        upcasts: Mapping[str, Upcast] | None = None,
    ) -> None:
        self.service, self.keys = service, keys
        self._upcasts = dict(upcasts or {})
        self._facts = _by_name(facts, self._upcasts)
        self._sealed = {name: sealed_fields(kind) for name, kind in self._facts.items()}

    def encode(self, stream: str, version: int, envelope: Envelope, fact: Fact, *, gaps: bool = False) -> StoredEvent:
        """Raises SubjectErased (with `gaps` it leaves a sealed gap instead), NotGranted, and KeyError for a fact that
        this service does not have."""
        name = fact.stored_name
        names = self._sealed[name]
        if names:

            def seal(sealed: Sealed, field: str) -> Sealed:
                here = place(self.service, stream, version, name, field)
                try:
                    return self._sealed_for(sealed, here)
                except SubjectErased:
                    if not gaps:
                        raise
                    return sealed.stored("", here)

            fact = fact.model_copy(update=exchange(fact.__dict__, names, seal))
        state = f'{{"e":{envelope.model_dump_json()},"f":{fact.model_dump_json()}}}'.encode()
        return StoredEvent(originator_id=stream, originator_version=version, topic=name, state=state)

    def decode(self, event: StoredEvent, *, position: int = 0) -> Recorded:
        """A StoredEvent or Notification as it was recorded. Raises UnreadableFact, MovedBox."""
        stream, version, name = str(event.originator_id), event.originator_version, event.topic
        try:
            envelope, fact = self._read(event)
        except ValidationError as error:
            fields = sorted({".".join(map(str, problem["loc"])) for problem in error.errors(include_input=False)})
            raise UnreadableFact(f"{stream} version {version} ({name}) does not fit: {', '.join(fields)}") from None
        return Recorded(position, stream, version, envelope, fact)

    def _read(self, event: StoredEvent) -> tuple[Envelope, Fact]:
        name = event.topic
        if name in self._upcasts:
            return self._read_old(event)
        if name not in self._facts:
            raise UnreadableFact(f"'{name}' in {event.originator_id} is not a fact that {self.service} knows")
        stored = _stored(self._facts[name]).model_validate_json(event.state)
        fact: Fact = stored.f
        if names := self._sealed[name]:
            fact = fact.model_copy(update=exchange(fact.__dict__, names, self._opener(event)))
        return stored.e, fact

    def _read_old(self, event: StoredEvent) -> tuple[Envelope, Fact]:
        """Opens boxes in the stored shape, before any field is renamed: that is where they were sealed."""
        stored = json.loads(event.state)
        fields, names = lift(stored["f"])
        fields |= exchange(fields, names, self._opener(event))
        name = event.topic
        while name in self._upcasts:
            name, fields = self._upcasts[name](fields)
        return Envelope.model_validate(stored["e"]), self._facts[name].model_validate(fields)

    def _opener(self, event: StoredEvent) -> Callable[[Sealed, str], Sealed]:
        def opened(sealed: Sealed, field: str) -> Sealed:
            stream, version = str(event.originator_id), event.originator_version
            return self._opened(sealed, place(self.service, stream, version, event.topic, field))

        return opened

    def _sealed_for(self, sealed: Sealed, here: str) -> Sealed:
        """A value that was heard and cannot be opened here is carried on in its box, bound to where it came from."""
        clear = sealed.clear if sealed.clear is not None else self.keys.open_told(sealed)
        if clear is not None:
            return sealed.stored(self.keys.seal(sealed.kind, sealed.subject, clear, here), here)
        if sealed.box and sealed.bound_to and not self._is_own(sealed.bound_to):
            return sealed
        return sealed.stored("", here)

    def _opened(self, sealed: Sealed, here: str) -> Sealed:
        if sealed.bound_to is None or (self._is_own(sealed.bound_to) and sealed.bound_to != here):
            raise MovedBox(f"A sealed value that belongs elsewhere stands at {here}")
        if not sealed.box:
            return sealed
        clear = self.keys.open(sealed.kind, sealed.subject, sealed.box, sealed.bound_to)
        return Sealed(sealed.kind, sealed.subject, clear, sealed.box, sealed.bound_to)

    def _is_own(self, bound_to: str) -> bool:
        return bound_to.partition("|")[0] == self.service


def _by_name(facts: Iterable[type[Fact]], upcasts: Mapping[str, Upcast]) -> dict[str, type[Fact]]:
    named: dict[str, type[Fact]] = {}
    for kind in facts:
        other = named.setdefault(kind.stored_name, kind)
        if other is not kind:
            raise ValueError(f"{other.__name__} and {kind.__name__} have the same stored name '{kind.stored_name}'")
        if kind.stored_name in upcasts:
            raise ValueError(f"'{kind.stored_name}' is both a fact and an old shape of one")
    return named
