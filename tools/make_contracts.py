"""Writes the AsyncAPI document and the JSON Schemas below docs/reference: python tools/make_contracts.py"""

import json
import shutil
from pathlib import Path
from typing import Any

from concord_shared.messaging.asyncapi import document, schemas

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "reference"


def written(value: Any) -> str:
    return json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def files() -> dict[Path, str]:
    """Every file that there must be, with its text."""
    made = {REFERENCE / "contracts" / path: written(schema) for path, schema in schemas().items()}
    return made | {REFERENCE / "asyncapi.json": written(document())}


def main() -> None:
    shutil.rmtree(REFERENCE / "contracts", ignore_errors=True)
    for path, text in files().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


if __name__ == "__main__":
    main()
