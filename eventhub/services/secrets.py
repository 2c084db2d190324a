"""Personal links and codes: derived, never stored.

A secret is HMAC-SHA256 (RFC 2104) over purpose, person, event and generation, cut to 160 bits and written url-safe.
The database holds the generation only: cards can be printed again at any time, and raising the generation by one
revokes every secret of that attendance in one step. Whoever reads the database learns no link.
"""

import hmac
from base64 import urlsafe_b64encode
from enum import StrEnum
from hashlib import sha256

SECRET_BYTES = 20
"""160 bits; 27 characters in base64url without padding."""


class Purpose(StrEnum):
    """What a secret opens; one for one purpose opens nothing else."""

    PAGE = "page"
    CALENDAR = "calendar"
    CHECK_IN = "check_in"
    ANSWER = "answer"


def derive(key: bytes, purpose: Purpose, person: str, event: str, generation: int) -> str:
    """The secret of a person at an event, both given by public id, in that generation."""
    parts = [part.encode() for part in (purpose.value, person, event, str(generation))]
    message = b"".join(len(part).to_bytes(2, "big") + part for part in parts)
    digest = hmac.digest(key, message, sha256)[:SECRET_BYTES]
    return urlsafe_b64encode(digest).rstrip(b"=").decode()


def matches(secret: str, key: bytes, purpose: Purpose, person: str, event: str, generation: int) -> bool:
    """Whether that is the secret; takes the same time for a nearly right one as for a wrong one."""
    expected = derive(key, purpose, person, event, generation)
    return hmac.compare_digest(expected.encode(), secret.encode())
