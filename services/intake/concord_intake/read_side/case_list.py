"""The question `Cases`: every case that the asker may see, one line each; no text, no person."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from concord_intake.domain import facts
from concord_intake.domain.evolve import evolve, start
from concord_intake.domain.state import NOT_RAISED, Case
from concord_intake.read_side.rights import Sides, pack_of, reads_as
from concord_shared.deadlines.facts import DeadlineFact
from concord_shared.parts import Asker, Library, Projection, Question
