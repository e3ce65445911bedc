"""Secrets: argon2id for passwords (RFC 9106, the library's low-memory profile), sha256 for what is random anyway."""

from __future__ import annotations

import hashlib
import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

from polybius.errors import SettingsError

SHORTEST = 12  # characters of a password (NIST SP 800-63B asks for 8 at least, 15 where it stands alone)
TOKEN_MARK = "polybius_"  # so that a token which got somewhere it should not be is found there


def hash_password(password: str) -> str:
    """Returns the argon2 hash of a password; raises SettingsError for one that is too short."""
    if len(password) < SHORTEST:
        raise SettingsError(f"The password has {len(password)} characters; allowed: {SHORTEST} or more")
    return _hasher().hash(password)


def fits(password: str, hashed: str | None) -> bool:
    """Tells whether a password is the one of a hash; takes as long where there is no hash."""
    try:
        return _hasher().verify(hashed or _nobody(), password) and hashed is not None
    except (VerificationError, InvalidHashError):
        return False


def new_secret() -> str:
    """Returns 256 random bits as text."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """Returns what is kept of a session's or token's secret."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)


@cache
def _nobody() -> str:
    return _hasher().hash(secrets.token_urlsafe(16))
