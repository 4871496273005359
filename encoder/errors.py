"""What can go wrong in the encoder room.

EncoderError
└── ModelUnusable       the model's files are missing, altered or not loadable; the start stops
"""


class EncoderError(Exception):
    """Base of every error that the encoder room raises on purpose."""


class ModelUnusable(EncoderError):
    """The model cannot be used; the message names the file and what to do."""
