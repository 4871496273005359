"""What can go wrong in training, told to who runs it.

LearnError
├── SourceFileInvalid    a file to learn from is missing or not as described
├── EncoderFileError     the encoder to start from is missing or of another format
└── ExportFailed         the exported file is not what is served
"""

from risk.errors import RiskError


class LearnError(RiskError):
    """Base of what training raises on purpose; no message ever holds a text."""


class SourceFileInvalid(LearnError):
    """A file to learn from is missing or not as described."""


class EncoderFileError(LearnError):
    """The encoder's file is missing or not what its reader understands."""


class ExportFailed(LearnError):
    """The exported file is not what is to be served."""
