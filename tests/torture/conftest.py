"""The harness is a package of this folder's own name; PostgreSQL comes from the test kit."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

from concord_shared.testing.databases import postgres_database, postgres_server  # noqa: F401
