"""Settings that every service has, read from ``CONCORD_...`` environment variables by its `main` alone."""

import re
from pathlib import Path

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

COMPACT = re.compile(r"[a-z](?:[a-z0-9-]{0,38}[a-z0-9])?")
DATABASES = ("sqlite:///", "postgresql://", "postgres://")


class ServiceSettings(BaseSettings):
    """Each field is the variable ``CONCORD_<FIELD>``; docs/reference/settings.md lists them."""

    model_config = SettingsConfigDict(env_prefix="CONCORD_", frozen=True, extra="ignore")

    compacts: tuple[str, ...] = Field(("rotherham",), description="Ids of the Compacts that this process serves")
    nats_url: str = Field("nats://127.0.0.1:4222", description="Where the broker is")
    nats_token_file: Path | None = Field(None, description="File that holds the broker's token, one line")
    nats_monitor_urls: tuple[str, ...] = Field(
        ("http://127.0.0.1:8222",),
        description="Monitoring page of every broker node: asked whether it syncs each write",
    )
    store_url: str = Field("sqlite:///concord-data/stores", description="sqlite:///FOLDER or postgresql://...")
    keys_url: str = Field("sqlite:///concord-data/keys/keys.sqlite", description="Where data keys are, wrapped")
    keks_dir: Path = Field(Path("concord-data/keys"), description="Folder of the key-encryption keys, one per kind")
    reads_dir: Path | None = Field(None, description="Folder of read sides; none keeps them in memory")
    health_host: str = Field("127.0.0.1", description="Address of /health/live and /health/ready")
    health_port: int | None = Field(None, ge=0, le=65535, description="Port of the health pages; none opens no port")
    relay: bool = Field(True, description="Whether this process relays its store to the broker itself")
    decide: bool = Field(True, description="Whether this process takes commands and hears facts")
    sweep_seconds: float = Field(30.0, gt=0, le=3600, description="How often lapsed deadlines are looked for")
    log_level: str = Field("info", pattern="^(debug|info|warning|error)$", description="Least level that is logged")
    postgres_enable_db_functions: bool = Field(False, description="Refused: with it a tailing reader misses facts")

    @field_validator("compacts")
    @classmethod
    def _names(cls, compacts: tuple[str, ...]) -> tuple[str, ...]:
        if not compacts or not all(COMPACT.fullmatch(each) for each in compacts):
            raise ValueError("name at least one Compact, each in a-z, 0-9 and hyphens, beginning with a letter")
        return compacts

    @field_validator("store_url", "keys_url")
    @classmethod
    def _database(cls, url: str) -> str:
        if not url.startswith(DATABASES):
            raise ValueError("begin with sqlite:/// or postgresql://")
        return url

    @model_validator(mode="after")
    def _no_lost_facts(self) -> "ServiceSettings":
        if self.postgres_enable_db_functions:
            raise ValueError(
                "CONCORD_POSTGRES_ENABLE_DB_FUNCTIONS loses facts (a reader can miss rows): unset it to start"
            )
        return self
