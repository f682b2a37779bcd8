"""The key ring: seals and opens values under one data key per kind and subject, and destroys keys for good."""

import secrets
import threading
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from concord_shared.sealed import Sealed
from concord_shared.store.keks import make_keks, read_keks
from concord_shared.store.key_ports import KeyTable, MovedBox, NotGranted, SubjectErased, WrappedKey
from concord_shared.store.keys_of_compact import KeysOfCompact

__all__ = ["KeyRing", "MovedBox", "NotGranted", "SubjectErased", "make_keks", "open_keys", "read_keks"]

KEY_BYTES, ID_BYTES, NONCE_BYTES = 32, 8, 12
CACHED_SUBJECTS = 50_000

Place = tuple[str, str]
Known = dict[bytes, AESGCM]


class KeyRing:
    """One per (service, Compact). Thread-safe. `keks` holds the key-encryption key of each kind that is granted."""

    def __init__(self, table: KeyTable, keks: Mapping[str, bytes]) -> None:
        self._table = table
        self._keks = {kind: AESGCM(kek) for kind, kek in keks.items()}
        self._known: OrderedDict[Place, Known] = OrderedDict()
        self._staged: dict[Place, WrappedKey] = {}
        self._used: set[str] = set()
        self._erased: set[str] = set()
        self._lock = threading.RLock()

    @property
    def granted(self) -> frozenset[str]:
        return frozenset(self._keks)

    def seal(self, kind: str, subject: str, clear: str, bound_to: str) -> str:
        """The box for `bound_to`. A new key waits in memory until `flush`. Raises SubjectErased, NotGranted."""
        with self._lock:
            key_id, key = self._sealing_key(kind, subject)
            self._used.add(subject)
        nonce = secrets.token_bytes(NONCE_BYTES)
        return urlsafe_b64encode(key_id + nonce + key.encrypt(nonce, clear.encode(), bound_to.encode())).decode()

    def open(self, kind: str, subject: str, box: str, bound_to: str) -> str | None:
        """None where the key was erased or is not granted. Raises MovedBox where the box belongs elsewhere."""
        if kind not in self._keks:
            return None
        raw = urlsafe_b64decode(box)
        key_id, nonce = raw[:ID_BYTES], raw[ID_BYTES : ID_BYTES + NONCE_BYTES]
        with self._lock:
            key = self._opening_key(kind, subject, key_id)
        if key is None:
            return None
        try:
            return key.decrypt(nonce, raw[ID_BYTES + NONCE_BYTES :], bound_to.encode()).decode()
        except InvalidTag:
            raise MovedBox(f"A sealed value does not belong at {bound_to}, or was altered") from None

    def open_told(self, sealed: Sealed) -> str | None:
        """The clear text of a value that came in a contract; None for a gap. Raises MovedBox."""
        if sealed.box is None or sealed.bound_to is None or not sealed.box:
            return sealed.clear
        return self.open(sealed.kind, sealed.subject, sealed.box, sealed.bound_to)

    def flush(self) -> None:
        """Makes new keys durable, in one transaction: before the facts that need them. Raises SubjectErased where
        something was sealed for a subject that another process has erased meanwhile: then append nothing."""
        with self._lock:
            if not self._used:
                return
            staged, used = list(self._staged.values()), sorted(self._used)
            erased = self._table.add(staged, used)
            self._staged.clear()
            self._used.clear()
            if erased:
                for key in staged:
                    self._known.pop((key.kind, key.subject), None)
                self._bury(erased)
                raise SubjectErased("The keys of a person or case were destroyed while it was being written about")

    def erase(self, subject: str) -> int:
        """Destroys every key of `subject`, of all kinds, for good; how many there were. May be repeated."""
        with self._lock:
            self._bury({subject})
            return self._table.erase(subject)

    def forget(self, subject: str) -> None:
        """Drops what is remembered of `subject`: to be called when another process has erased it."""
        with self._lock:
            for place in [place for place in self._known if place[1] == subject]:
                del self._known[place]
                self._staged.pop(place, None)

    def without_keys(self) -> "KeyRing":
        """The same ring with nothing granted: for readers that need no clear text, such as relays."""
        return KeyRing(self._table, {})

    def close(self) -> None:
        self._table.close()

    def _bury(self, subjects: frozenset[str] | set[str]) -> None:
        for subject in subjects:
            self.forget(subject)
        self._erased |= subjects

    def _sealing_key(self, kind: str, subject: str) -> tuple[bytes, AESGCM]:
        if kind not in self._keks:
            raise NotGranted(f"This service may not seal anything of kind '{kind}'")
        known = self._known.get((kind, subject)) or self._read(kind, subject)
        if subject in self._erased:
            raise SubjectErased(f"Nothing of kind '{kind}' can be sealed: the keys of its subject were destroyed")
        if not known:
            known = self._make(kind, subject)
        return next(iter(known.items()))

    def _opening_key(self, kind: str, subject: str, key_id: bytes) -> AESGCM | None:
        if subject in self._erased:
            return None
        known = self._known.get((kind, subject))
        if known is None or key_id not in known:
            known = self._read(kind, subject)
        return known.get(key_id)

    def _make(self, kind: str, subject: str) -> Known:
        key_id, key = secrets.token_bytes(ID_BYTES), secrets.token_bytes(KEY_BYTES)
        nonce = secrets.token_bytes(NONCE_BYTES)
        wrapped = nonce + self._keks[kind].encrypt(nonce, key, _label(kind, subject, key_id))
        self._staged[(kind, subject)] = WrappedKey(kind, subject, key_id, wrapped)
        return self._remember((kind, subject), {key_id: AESGCM(key)})

    def _read(self, kind: str, subject: str) -> Known:
        found = self._table.find(kind, subject)
        if found is None:
            self._bury({subject})
            return {}
        staged = self._staged.get((kind, subject))
        keys = [*found, *([staged] if staged else [])]
        return self._remember((kind, subject), {key.key_id: self._unwrap(key) for key in keys}) if keys else {}

    def _remember(self, place: Place, known: Known) -> Known:
        self._known[place] = known
        while len(self._known) > CACHED_SUBJECTS:
            oldest = next((each for each in self._known if each not in self._staged), None)
            if oldest is None:
                break
            del self._known[oldest]
        return known

    def _unwrap(self, key: WrappedKey) -> AESGCM:
        nonce, box = key.wrapped[:NONCE_BYTES], key.wrapped[NONCE_BYTES:]
        try:
            return AESGCM(self._keks[key.kind].decrypt(nonce, box, _label(key.kind, key.subject, key.key_id)))
        except InvalidTag:
            raise MovedBox(f"A key of kind '{key.kind}' does not open: is this the right key file?") from None


def open_keys(url: str, keks: Mapping[str, bytes], compact: str | None = None) -> KeyRing:
    """``sqlite:///FILE`` or ``postgresql://...`` (schema `concord_keys`): a database apart from the facts. With
    `compact` the keys are those of that Compact alone, of the many that it may hold."""
    table = _open_table(url)
    return KeyRing(KeysOfCompact(table, compact) if compact else table, keks)


def _open_table(url: str) -> KeyTable:
    if url.startswith("sqlite:///"):
        from concord_shared.store.keys_sqlite import SQLiteKeys

        return SQLiteKeys(Path(url.removeprefix("sqlite:///")))
    if url.startswith(("postgresql://", "postgres://")):
        from concord_shared.store.keys_postgres import PostgresKeys

        return PostgresKeys(url)
    raise ValueError("The key store's URL begins with sqlite:/// or postgresql://")


def _label(kind: str, subject: str, key_id: bytes) -> bytes:
    return f"{kind}:{subject}:{key_id.hex()}".encode()
