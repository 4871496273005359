"""The shapes of signing in."""

from typing import Annotated, Literal

from pydantic import BaseModel, StringConstraints

from api.schemas.common import Strict

# A login without control characters: PostgreSQL refuses to compare with a zero byte.
_LOGIN = r"^[^\x00-\x1f\x7f]+$"
Password = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class Login(Strict):
    """A counsellor signs in."""

    login: Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=_LOGIN)]
    password: Password


class NewPassword(Strict):
    """A counsellor changes the password."""

    current: Password
    new: Password


class Staff(BaseModel):
    """Who is signed in."""

    id: str
    login: str
    name: str
    role: Literal["counsellor", "supervisor"]
    must_change_password: bool
