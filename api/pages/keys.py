"""Who may change something through a form."""

from __future__ import annotations

import hmac

from fastapi import Request

from api.wiring import Container
from corpus.errors import AccessError


def may_write(wired: Container, request: Request, key: str) -> None:
    """Let through a form of this site, with the key where the service has one. Raises AccessError."""
    wired.same_site(request)
    token = wired.settings.write_token
    if token and not hmac.compare_digest(key.encode(), token.encode()):
        raise AccessError("Det kräver en giltig nyckel. Gå tillbaka, fyll i fältet Nyckel och försök igen.")
