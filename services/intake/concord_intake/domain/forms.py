"""What every command of intake is made of; lengths bound what is kept."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

LessonId = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
Score = Annotated[int, Field(ge=1, le=5)]
Org = Annotated[str, Field(min_length=1, max_length=80)]
Code = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[a-z][a-z0-9_]*$")]
Codes = Annotated[tuple[Code, ...], Field(max_length=20)]
Word = Annotated[str, Field(min_length=1, max_length=80)]
Line = Annotated[str, Field(min_length=1, max_length=300)]
Text = Annotated[str, Field(min_length=1, max_length=20_000)]
Orgs = Annotated[tuple[Org, ...], Field(max_length=20)]
Words = Annotated[tuple[Word, ...], Field(max_length=20)]
Lines = Annotated[tuple[Line, ...], Field(max_length=20)]
Citations = Annotated[tuple[Word, ...], Field(max_length=30)]
FieldName = Annotated[str, Field(min_length=1, max_length=120, pattern=r"^[a-z0-9][a-z0-9_]*$")]
Entries = Annotated[dict[FieldName, Line], Field(min_length=1, max_length=30)]


class Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
