"""What stops a start."""


class AppError(Exception):
    """Base of the app room's errors."""


class CannotStart(AppError):
    """The settings or the database do not allow a start; the message lists every reason."""
