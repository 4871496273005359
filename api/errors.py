"""What HTTP callers may do wrong.

ApiError
├── NotSignedIn        no session, or it is over
├── TokenRefused       a widget token that is forged, expired or of a deleted conversation
├── WrongPassword      login or password do not match (which one is not said)
├── PasswordTooWeak    what a new password must have
├── MustChangePassword the one-time password must be replaced first
├── TooManyTries       slow down; says for how long
└── NoSuchFlow         there is no scripted conversation of this name
"""


class ApiError(Exception):
    """Base of the API's errors; `status` is the HTTP status."""

    status = 400
    title = "The request cannot be taken"


class NotSignedIn(ApiError):
    """There is no session, or it is over."""

    status = 401
    title = "Sign in first"


class TokenRefused(ApiError):
    """A widget token that is forged, expired or of a deleted conversation."""

    status = 401
    title = "This conversation's token is not valid"


class WrongPassword(ApiError):
    """Login or password do not match."""

    status = 401
    title = "The login or the password is wrong"


class PasswordTooWeak(ApiError):
    """The new password does not do."""

    status = 422
    title = "This password does not do"


class MustChangePassword(ApiError):
    """The one-time password opens nothing but the change of itself."""

    status = 403
    title = "Choose a password of your own first"


class Forbidden(ApiError):
    """Signed in, but not allowed."""

    status = 403
    title = "This is not open to you"


class TooManyTries(ApiError):
    """Slow down."""

    status = 429
    title = "Too many tries"

    def __init__(self, seconds: int) -> None:
        super().__init__(f"try again in {seconds} seconds")
        self.seconds = seconds


class TooLarge(ApiError):
    """More was sent than is taken at once."""

    status = 413
    title = "Too much at once"


class NoSuchFlow(ApiError):
    """There is no scripted conversation of this name."""

    status = 404
    title = "There is no such flow"


class CannotBeSo(ApiError):
    """What was sent contradicts itself or the clock."""

    status = 422
    title = "This cannot be so"


class NoSuchReply(ApiError):
    """There is no ready-made answer of one's own with this id."""

    status = 404
    title = "There is no such ready answer"
