"""Personal details are sealed at rest: phones, emails, addresses. The keys come from the settings."""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


class CannotOpen(ValueError):
    """Sealed under a key that we do not have (any more)."""


class Vault:
    """Seals text, opens it again, and marks it so that it can be found without being opened.

    The first key seals and marks; all of them open and find. After a new first key `care keys renew` seals everything
    anew, and the old keys can go.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        if not keys:
            raise ValueError("a vault needs a key")
        self._fernets = [Fernet(urlsafe_b64encode(_derived(key, b"seal"))) for key in keys]
        self._all = MultiFernet(self._fernets)
        self._marking = [_derived(key, b"mark") for key in keys]

    def seal(self, text: str) -> str:
        return self._fernets[0].encrypt(text.encode()).decode("ascii")

    def open(self, sealed: str) -> str:
        """Return the text.

        Raises:
            CannotOpen
        """
        try:
            return self._all.decrypt(sealed.encode()).decode()
        except InvalidToken:
            raise CannotOpen("sealed under another key: put the former one into DATA_KEYS, after the present") from None

    def mark(self, text: str) -> str:
        """Return the keyed hash by which this very text is found: 64 hexadecimal digits."""
        return _marked(self._marking[0], text)

    def marks(self, text: str) -> tuple[str, ...]:
        """Return the marks that the text may be found under, whichever key it was marked with."""
        return tuple(_marked(key, text) for key in self._marking)


def _derived(key: str, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"rapport " + purpose).derive(key.encode())


def _marked(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode(), sha256).hexdigest()
