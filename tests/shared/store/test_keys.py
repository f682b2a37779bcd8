"""Data keys: made before the facts that need them, agreed between processes, destroyed without a trace."""

import stat
import subprocess
import sys
from base64 import urlsafe_b64decode
from concurrent.futures import ThreadPoolExecutor
from itertools import product

import psycopg
import pytest

from concord_shared.store import keys_postgres
from concord_shared.store.key_ports import ErasureIncomplete
from concord_shared.store.keys import MovedBox, SubjectErased, make_keks, open_keys, read_keks
from concord_shared.store.safety import UnsafeSetting

KEKS = {"case": b"c" * 32, "contact": b"o" * 32, "mediation": b"m" * 32}


@pytest.fixture
def rings(any_keys_url):
    opened = []

    def ring(keks=KEKS):
        opened.append(open_keys(any_keys_url, keks))
        return opened[-1]

    yield ring
    for each in opened:
        each.close()


def test_a_key_is_kept_only_when_it_is_flushed(rings):
    one = rings()
    box = one.seal("case", "ROT-1", "text", "here")
    assert one.open("case", "ROT-1", box, "here") == "text"
    assert rings().open("case", "ROT-1", box, "here") is None
    one.flush()
    assert rings().open("case", "ROT-1", box, "here") == "text"


def test_the_same_words_never_give_the_same_box(rings):
    one = rings()
    assert one.seal("case", "ROT-1", "text", "here") != one.seal("case", "ROT-1", "text", "here")


def test_processes_that_make_the_same_key_at_once_read_one_another(rings):
    one, other = rings(), rings()
    boxes = [ring.seal("case", "ROT-1", "text", "here") for ring in (one, other)]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda ring: ring.flush(), (one, other)))
    for ring, box in product((one, other, rings()), boxes):
        assert ring.open("case", "ROT-1", box, "here") == "text"
    later = {urlsafe_b64decode(rings().seal("case", "ROT-1", "x", "here"))[:8] for _ in range(3)}
    assert len(later) == 1, "from then on all use the older key"


PROCESS = """
import sys
from concord_shared.store.keys import open_keys
ring = open_keys(sys.argv[1], {"case": b"c" * 32})
for number in range(40):
    print(number, ring.seal("case", f"ROT-{number}", "text", "here"))
    ring.flush()
ring.close()
"""


def test_real_processes_that_start_together_agree(any_keys_url, rings):
    command = [sys.executable, "-c", PROCESS, any_keys_url]
    children = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    try:
        outputs = [child.communicate(timeout=60)[0] for child in children]
        assert [child.returncode for child in children] == [0, 0, 0]
    finally:
        for child in children:
            child.kill()
    ring = rings()
    lines = [line.split() for output in outputs for line in output.splitlines()]
    assert len(lines) == 120
    assert all(ring.open("case", f"ROT-{number}", box, "here") == "text" for number, box in lines)


def test_erasing_destroys_the_keys_of_all_kinds_and_none_is_made_again(rings):
    one = rings()
    boxes = {kind: one.seal(kind, "person-1", "text", "here") for kind in KEKS}
    one.flush()
    assert one.erase("person-1") == 3
    assert one.erase("person-1") == 0
    for ring, kind in product((one, rings()), KEKS):
        assert ring.open(kind, "person-1", boxes[kind], "here") is None
        with pytest.raises(SubjectErased):
            ring.seal(kind, "person-1", "text", "here")


def test_erasing_needs_no_right_to_open(rings):
    one = rings()
    one.seal("mediation", "ROT-1", "text", "here")
    one.flush()
    assert rings({}).erase("ROT-1") == 1


def test_a_key_remembered_elsewhere_is_forgotten_when_told_so(rings):
    eraser, other = rings(), rings()
    box = other.seal("case", "ROT-1", "text", "here")
    other.flush()
    eraser.erase("ROT-1")
    assert other.open("case", "ROT-1", box, "here") == "text", "not told yet"
    other.forget("ROT-1")
    assert other.open("case", "ROT-1", box, "here") is None


def test_what_another_process_erased_meanwhile_is_noticed_before_facts_are_appended(rings):
    eraser, other = rings(), rings()
    other.seal("case", "ROT-1", "text", "here")
    other.flush()
    eraser.erase("ROT-1")
    other.seal("case", "ROT-1", "more", "there")
    other.seal("case", "ROT-2", "innocent", "there")
    with pytest.raises(SubjectErased):
        other.flush()
    box = other.seal("case", "ROT-2", "again", "there")
    other.flush()
    assert rings().open("case", "ROT-2", box, "there") == "again"


def test_a_staged_key_dies_with_its_subject(rings):
    one = rings()
    one.seal("case", "ROT-1", "text", "here")
    one.erase("ROT-1")
    with pytest.raises(SubjectErased):
        one.flush()
    one.flush()


def test_the_wrong_key_file_opens_nothing(rings):
    one = rings()
    box = one.seal("case", "ROT-1", "text", "here")
    one.flush()
    with pytest.raises(MovedBox, match="right key file"):
        rings({"case": b"x" * 32}).open("case", "ROT-1", box, "here")


def test_no_key_stands_in_the_clear_and_nothing_of_an_erased_one_stays_in_the_file(tmp_path):
    url = f"sqlite:///{tmp_path}/keys.sqlite"
    ring, other = open_keys(url, KEKS), open_keys(url, KEKS)
    ids = [urlsafe_b64decode(ring.seal("case", f"ROT-{n}", "text", "here"))[:8] for n in range(200)]
    ring.flush()
    wrapped = [other._table.find("case", f"ROT-{n}")[0].wrapped for n in range(200)]

    def on_disk():
        return b"".join(path.read_bytes() for path in tmp_path.iterdir())

    assert all(each in on_disk() for each in (*ids, *wrapped))
    for number in range(100):
        ring.erase(f"ROT-{number}")
    after = on_disk()
    assert not any(each in after for each in (*ids[:100], *wrapped[:100]))
    assert all(each in after for each in wrapped[100:])
    ring.close(), other.close()


def test_nothing_of_an_erased_key_stays_in_the_table_file_of_postgres(postgres_database):
    ring = open_keys(postgres_database, KEKS)
    ring.seal("case", "ROT-1", "text", "here")
    ring.seal("case", "ROT-2", "text", "here")
    ring.flush()
    gone, stays = (ring._table.find("case", subject)[0].wrapped for subject in ("ROT-1", "ROT-2"))
    assert gone in table_file(postgres_database)
    ring.erase("ROT-1")
    after = table_file(postgres_database)
    assert gone not in after and stays in after
    ring.close()


def table_file(url):
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        read = "SELECT pg_read_binary_file(pg_relation_filepath('concord_keys.data_keys'))"
        return connection.execute(read).fetchone()[0]


def test_an_erasure_that_a_long_transaction_hinders_says_so_and_can_be_repeated(postgres_database, monkeypatch):
    monkeypatch.setattr(keys_postgres, "TRIES", 2)
    ring = open_keys(postgres_database, KEKS)
    ring.seal("case", "ROT-1", "text", "here")
    ring.flush()
    gone = ring._table.find("case", "ROT-1")[0].wrapped
    with psycopg.connect(postgres_database) as reader:
        reader.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        reader.execute("SELECT 1")
        with pytest.raises(ErasureIncomplete, match="long transaction"):
            ring.erase("ROT-1")
        assert gone in table_file(postgres_database)
    ring.erase("ROT-1")
    assert gone not in table_file(postgres_database)
    ring.close()


def test_key_files_are_private_made_once_and_read_by_kind(tmp_path):
    make_keks(tmp_path)
    first = read_keks(tmp_path, ["case", "contact"])
    make_keks(tmp_path)
    assert read_keks(tmp_path, ["case", "contact"]) == first and first["case"] != first["contact"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()} == {0o600}
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "case.kek",
        "contact.kek",
        "mediation.kek",
        "panel.kek",
        "pattern.kek",
    ]


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda file: file.chmod(0o644), "chmod 600"),
        (lambda file: file.write_bytes(b"short"), "5 bytes instead of 32"),
        (lambda file: file.unlink(), "missing"),
    ],
)
def test_a_key_file_that_is_open_damaged_or_missing_is_refused(tmp_path, spoil, said):
    make_keks(tmp_path)
    spoil(tmp_path / "case.kek")
    with pytest.raises(UnsafeSetting, match=said):
        read_keks(tmp_path, ["case"])
    assert read_keks(tmp_path, ["contact"])
