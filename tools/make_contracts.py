"""Writes the AsyncAPI document and the JSON Schemas below docs/reference: python tools/make_contracts.py

What would break a subscriber is not written: it takes a new major version. `--unreleased` writes it all the same, for
contracts that nobody reads yet."""

import json
import shutil
import sys
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
    from contract_changes import breaks, published

    broken = breaks(published(REFERENCE / "contracts"), schemas())
    if broken and "--unreleased" not in sys.argv:
        sys.exit("\n".join(["Nothing was written. These changes break a reader:", *broken]))
    shutil.rmtree(REFERENCE / "contracts", ignore_errors=True)
    for path, text in files().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


if __name__ == "__main__":
    main()
