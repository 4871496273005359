"""Encryption at rest: one key per conversation, wrapped by the master key; forgetting it deletes.

AES-256-GCM (NIST SP 800-38D) with random 96-bit nonces. Each value is bound to its place by associated
data, so that a row copied to another conversation does not open. Addresses are found by a keyed hash.
"""

import hmac
import os
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from store.errors import CannotOpenSealed

_NONCE = 12
_VERSION = b"\x01"  # first byte of every sealed value, so that the scheme can change one day


def _binding(parts: tuple[str, ...]) -> bytes:
    # Lengths before parts: ("ab", "c") and ("a", "bc") must not be the same place.
    return b"".join(len(raw := part.encode()).to_bytes(4, "big") + raw for part in parts)


@dataclass(frozen=True, slots=True)
class Key:
    """An opened key. Seals and opens values that are bound to a place."""

    _aead: AESGCM

    def seal(self, plain: bytes, *place: str) -> bytes:
        """Encrypt `plain` for `place`."""
        nonce = os.urandom(_NONCE)
        return _VERSION + nonce + self._aead.encrypt(nonce, plain, _binding(place))

    def open(self, sealed: bytes, *place: str) -> bytes:
        """Decrypt a value that was sealed for `place`; raises `CannotOpenSealed`."""
        if sealed[:1] != _VERSION:
            raise CannotOpenSealed(
                "a sealed value has an unknown version; was it written by a newer release?"
            )
        nonce, body = sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
        try:
            return self._aead.decrypt(nonce, body, _binding(place))
        except (InvalidTag, ValueError):  # altered, or too short to hold even a nonce
            raise CannotOpenSealed(
                "a sealed value does not open here: it was moved, altered, or sealed with another master key"
            ) from None


class Vault:
    """Everything that is derived from the master key (32 bytes)."""

    def __init__(self, master_key: bytes) -> None:
        if len(master_key) != 32:
            raise ValueError(
                f"the master key has {len(master_key)} bytes and needs 32; make one with `mkhari key`"
            )
        self._wrapping = Key(AESGCM(self._derive(master_key, b"wrap")))
        self._hashing = self._derive(master_key, b"hash")
        self._signing = self._derive(master_key, b"sign")
        self.house = Key(AESGCM(self._derive(master_key, b"house")))
        self.training = Key(AESGCM(self._derive(master_key, b"training")))

    @staticmethod
    def _derive(master_key: bytes, purpose: bytes) -> bytes:
        return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"mkhari/1/" + purpose).derive(master_key)

    def new_key(self, owner: str) -> tuple[Key, bytes]:
        """Make a key for `owner`; returns it opened and wrapped."""
        raw = AESGCM.generate_key(256)
        return Key(AESGCM(raw)), self._wrapping.seal(raw, "key", owner)

    def unwrap(self, wrapped: bytes, owner: str) -> Key:
        """Open the key that was made for `owner`; raises `CannotOpenSealed`."""
        return Key(AESGCM(self._wrapping.open(wrapped, "key", owner)))

    def hash(self, *parts: str) -> bytes:
        """A keyed hash (32 bytes) to look something up by, without keeping the thing itself."""
        return hmac.digest(self._hashing, _binding(parts), sha256)

    def sign(self, *parts: str) -> bytes:
        """A signature (32 bytes) over `parts`."""
        return hmac.digest(self._signing, _binding(parts), sha256)

    def is_signed(self, signature: bytes, *parts: str) -> bool:
        """Whether `signature` is ours over `parts`, compared in constant time."""
        return hmac.compare_digest(signature, self.sign(*parts))
