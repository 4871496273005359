"""The key that shows a browser's push service who sends (VAPID, RFC 8292)."""

import base64
import binascii

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.errors import CannotStart


def new_push_key() -> str:
    """A new private key: 32 bytes in base64."""
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return base64.urlsafe_b64encode(number.to_bytes(32, "big")).decode().rstrip("=")


def read_push_key(text: str, name: str) -> ec.EllipticCurvePrivateKey:
    """Read a private key. Raises `CannotStart`, naming the variable and not its value."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        # A key of another length, and zero, are refused by what derives it.
        return ec.derive_private_key(int.from_bytes(raw, "big") if len(raw) == 32 else 0, ec.SECP256R1())
    except (binascii.Error, ValueError):
        raise CannotStart(f"{name} is not a push key; make one with `mkhari push key`") from None


def public_push_key(key: ec.EllipticCurvePrivateKey) -> str:
    """What browsers subscribe with."""
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).decode().rstrip("=")
