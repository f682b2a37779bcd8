"""ruff refuses clocks, ids, chance and files in every domain/, and only there; each is planted once."""

import subprocess
import sys
from pathlib import Path

import pytest

PLANTS = {
    "datetime.now": "from datetime import datetime\n\nat = datetime.now()\n",
    "datetime.utcnow": "import datetime\n\nat = datetime.datetime.utcnow()\n",
    "date.today": "from datetime import date\n\non = date.today()\n",
    "a renamed date.today": "import datetime as dt\n\non = dt.date.today()\n",
    "time.time": "import time\n\nat = time.time()\n",
    "from time": "from time import monotonic\n\nat = monotonic()\n",
    "uuid4": "import uuid\n\nname = uuid.uuid4()\n",
    "from uuid": "from uuid import uuid4\n\nname = uuid4()\n",
    "random": "import random\n\nnumber = random.random()\n",
    "secrets": "import secrets\n\nword = secrets.token_hex()\n",
    "os": "import os\n\nhere = os.environ\n",
    "pathlib": "from pathlib import Path\n\nhere = Path()\n",
    "logging": "import logging\n\nlog = logging.getLogger()\n",
}


@pytest.mark.parametrize("text", PLANTS.values(), ids=PLANTS)
def test_a_domain_cannot_take_what_is_outside_it(root, planted, text):
    place = planted("services/intake/concord_intake/domain/planted.py", text)

    assert "TID251" in ruff(root, place)


def test_a_domain_cannot_open_a_file(root, planted):
    place = planted("services/intake/concord_intake/domain/planted.py", "text = open('file').read()\n")

    assert "PTH123" in ruff(root, place)


def test_the_same_may_stand_outside_the_domain(root, planted):
    place = planted("services/intake/concord_intake/application/planted.py", PLANTS["uuid4"])

    assert "TID251" not in ruff(root, place)


def test_the_rules_of_the_whole_project_hold_in_services_too(root, planted):
    place = planted("services/intake/concord_intake/domain/planted.py", "import json\n")

    assert "F401" in ruff(root, place)


def test_no_domain_of_ours_does(root):
    found = subprocess.run(
        [ruff_binary(), "check", "--no-cache", "--select", "TID251", str(root / "services")],
        check=False,
        capture_output=True,
        text=True,
        cwd=root,
    )

    assert found.returncode == 0, found.stdout


@pytest.fixture
def planted(root, tmp_path):
    """Puts a file into a copy of the two configurations, as it would lie in the project."""

    def put(path: str, text: str) -> Path:
        for name in ("pyproject.toml", "services/ruff.toml"):
            target = tmp_path / name
            target.parent.mkdir(exist_ok=True)
            target.write_text((root / name).read_text())
        place = tmp_path / path
        place.parent.mkdir(parents=True)
        place.write_text(text)
        return place

    return put


def ruff(root: Path, place: Path) -> str:
    command = [ruff_binary(), "check", "--no-cache", "--output-format", "concise", str(place)]
    return subprocess.run(command, check=False, capture_output=True, text=True, cwd=place.parent).stdout


def ruff_binary() -> str:
    return str(Path(sys.executable).parent / "ruff")
