"""Everything that can be set, read once from the environment (prefix `MKHARI_`). See docs/settings.md."""

import base64
import binascii
import contextlib
import os
import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.errors import CannotStart
from app.push_key import new_push_key
from escalation.addresses import AddressUnusable, template_url
from escalation.paging import PageChannel

_SHORTEST_SECRET = 24
# Words that people leave in place of a secret, and the examples of our own documentation.
_DEFAULT_SECRETS = frozenset(
    {"changeme", "change-me", "secret", "password", "example", "mkhari", "test", "demo"}
)


class Environment(StrEnum):
    """A demo runs with unreviewed content and makes its own key; production does neither."""

    DEMO = "demo"
    PRODUCTION = "production"


class Settings(BaseSettings):
    """The service's settings; each field is one variable. Addresses can hold passwords and are not shown."""

    model_config = SettingsConfigDict(env_prefix="MKHARI_", extra="ignore", env_ignore_empty=True)

    environment: Annotated[Environment, Field(description="demo or production")] = Environment.DEMO
    data_dir: Annotated[Path, Field(description="where the embedded database and the demo's key live")] = (
        Path("var")
    )
    database_url: Annotated[
        str | None,
        Field(
            description="postgresql://… or sqlite:///…; an SQLite file in the data folder if unset",
            repr=False,
        ),
    ] = None
    redis_url: Annotated[
        str | None, Field(description="redis://…; inside the process if unset", repr=False)
    ] = None
    master_key: Annotated[
        SecretStr | None,
        Field(description="32 bytes in base64, from `mkhari key`; the root of all encryption"),
    ] = None
    telegram_token: Annotated[SecretStr | None, Field(description="the callers' bot; no bot if unset")] = None
    telegram_api: Annotated[str | None, Field(description="base URL of another Bot API server")] = None
    telegram_webhook_url: Annotated[
        str | None, Field(description="our public https address for updates; long polling if unset")
    ] = None
    telegram_webhook_secret: Annotated[
        SecretStr | None, Field(description="what Telegram must send with each update to the webhook")
    ] = None
    paging_webhook_url: Annotated[
        str | None,
        Field(description="where pages for the on-call are posted; only logged if unset", repr=False),
    ] = None
    sms_url: Annotated[
        str | None,
        Field(description="the organisation's text message service, with {number} or {digits}", repr=False),
    ] = None
    mail_url: Annotated[
        str | None, Field(description="the organisation's mail server, with {address}", repr=False)
    ] = None
    push_private_key: Annotated[
        SecretStr | None,
        Field(description="32 bytes in base64, from `mkhari push key`; no push to browsers if unset"),
    ] = None
    push_contact: Annotated[
        str | None, Field(description="mailto:…, for the push services to write to when push goes wrong")
    ] = None
    staff_telegram_token: Annotated[
        SecretStr | None, Field(description="the staff's paging bot; no paging on Telegram if unset")
    ] = None
    public_url: Annotated[
        str | None, Field(description="the address that browsers see, e.g. https://mkhari.example")
    ] = None
    metrics_token: Annotated[
        SecretStr | None,
        Field(description="who may read /metrics from elsewhere; this machine only if unset"),
    ] = None
    assess_limit_seconds: Annotated[
        float,
        Field(gt=0, le=10, description="seconds of a processor; a risk check that takes more counts as high"),
    ] = 1.0
    risk_classifier: Annotated[
        str | None,
        Field(description="a Hugging Face classifier in the place of the risk model that ships"),
    ] = None
    training_consent_minors: Annotated[
        bool, Field(description="whether young people may be asked to leave words to learn from")
    ] = False

    @field_validator("database_url")
    @classmethod
    def _with_async_driver(cls, value: str | None) -> str | None:
        if value is None:
            return None
        scheme, separator, rest = value.partition("://")
        drivers = {
            "postgres": "postgresql+asyncpg",
            "postgresql": "postgresql+asyncpg",
            "postgresql+asyncpg": "postgresql+asyncpg",
            "sqlite": "sqlite+aiosqlite",
            "sqlite+aiosqlite": "sqlite+aiosqlite",
        }
        if not separator or scheme not in drivers:
            raise ValueError("use postgresql://user@host/name or sqlite:///path/to/file")
        return f"{drivers[scheme]}://{rest}"

    @field_validator("sms_url", "mail_url")
    @classmethod
    def _with_a_place_for_one_person(cls, value: str | None, info: ValidationInfo) -> str | None:
        channel = PageChannel.SMS if info.field_name == "sms_url" else PageChannel.MAIL
        try:
            return None if value is None else template_url(channel, value)
        except AddressUnusable as error:
            raise ValueError(str(error)) from None

    @field_validator("staff_telegram_token")
    @classmethod
    def _of_another_bot(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        callers: SecretStr | None = info.data.get("telegram_token")
        if value is not None and callers is not None and _bot_of(value) == _bot_of(callers):
            raise ValueError(
                "this is the callers' bot (MKHARI_TELEGRAM_TOKEN); make another one for staff with BotFather"
            )
        return value

    @field_validator("push_contact")
    @classmethod
    def _written_as_a_mail_link(cls, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(r"mailto:[^@\s]+@[^@\s.]+(\.[^@\s.]+)+", value):
            raise ValueError("write mailto: and a mail address, for example mailto:admin@example.ge")
        return value

    @property
    def database(self) -> str:
        """The database's SQLAlchemy URL."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data_dir.resolve() / 'mkhari.sqlite'}"

    @property
    def is_embedded(self) -> bool:
        """Whether one process owns the database file, so that a start may take over old leases."""
        return self.database.startswith("sqlite")

    @property
    def is_production(self) -> bool:
        """Whether real people write here."""
        return self.environment is Environment.PRODUCTION

    def open_master_key(self) -> bytes:
        """The master key (32 bytes); a demo makes one in its data folder. Raises `CannotStart`."""
        if self.master_key is not None:
            return decode_key(self.master_key.get_secret_value(), "MKHARI_MASTER_KEY")
        if self.is_production:
            raise CannotStart(
                "MKHARI_MASTER_KEY is not set; make one with `mkhari key` and keep a copy of it safe"
            )
        return decode_key(_demo_key(self.data_dir, "master"), str(self.data_dir / "demo-master.key"))

    def open_push_key(self) -> str | None:
        """The private key for pushing to browsers, unread; a demo makes one in its data folder."""
        if self.push_private_key is not None:
            return self.push_private_key.get_secret_value()
        return None if self.is_production else _demo_key(self.data_dir, "push")

    @property
    def push_sender(self) -> str:
        """Whom a push service may write to; nobody reads it in a demo."""
        return self.push_contact or "mailto:nobody@example.ge"

    def problems(self) -> list[str]:
        """Why production must not start with these settings; empty in a demo."""
        if not self.is_production:
            return []
        found = []
        if self.master_key is None:
            found.append(
                "MKHARI_MASTER_KEY is not set; make one with `mkhari key` and keep a copy of it safe"
            )
        elif len(set(_raw_or_empty(self.master_key))) < 8:
            found.append("MKHARI_MASTER_KEY is a default or trivial key; make a real one with `mkhari key`")
        found += [
            f"MKHARI_{name.upper()} is a default or under {_SHORTEST_SECRET} characters; set a random one"
            for name in ("telegram_webhook_secret", "metrics_token")
            if _is_weak(getattr(self, name))
        ]
        if self.telegram_webhook_url and self.telegram_webhook_secret is None:
            found.append(
                "MKHARI_TELEGRAM_WEBHOOK_URL is set without MKHARI_TELEGRAM_WEBHOOK_SECRET; set both"
            )
        if self.push_private_key is not None and self.push_contact is None:
            found.append("MKHARI_PUSH_PRIVATE_KEY is set without MKHARI_PUSH_CONTACT; set both")
        return found


def _bot_of(token: SecretStr) -> str:
    """A bot's number; a token that was made anew still belongs to the same bot."""
    return token.get_secret_value().strip().partition(":")[0]


def _is_weak(secret: SecretStr | None) -> bool:
    if secret is None:
        return False
    value = secret.get_secret_value()
    return value.lower() in _DEFAULT_SECRETS or len(value) < _SHORTEST_SECRET or len(set(value)) < 8


def _raw_or_empty(secret: SecretStr) -> bytes:
    try:
        return decode_key(secret.get_secret_value(), "MKHARI_MASTER_KEY")
    except CannotStart:
        return b""


def decode_key(text: str, name: str) -> bytes:
    """Read a key in base64; raises `CannotStart` unless it holds 32 bytes."""
    try:
        raw = base64.b64decode(text.encode(), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise CannotStart(f"{name} is not base64; make a key with `mkhari key`") from None
    if len(raw) != 32:
        raise CannotStart(f"{name} holds {len(raw)} bytes and needs 32; make a key with `mkhari key`")
    return raw


def new_key() -> str:
    """A new random master key in base64."""
    return base64.urlsafe_b64encode(os.urandom(32)).decode()


def _demo_key(folder: Path, name: str) -> str:
    path = folder / f"demo-{name}.key"
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True)
    # Created closed to others, since it opens everything that the demo stores; and whole or not at all, since
    # another process may be starting at the same moment.
    unfinished = folder / f".{os.getpid()}.{name}.key"
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write((new_key() if name == "master" else new_push_key()) + "\n")
    with contextlib.suppress(FileExistsError):
        os.link(unfinished, path)
    unfinished.unlink()
    return path.read_text(encoding="ascii").strip()
