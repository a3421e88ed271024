"""How the command line reaches the collection: the running service, or the same application in this process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx2 as httpx
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from corpus.errors import AvtalError, InvalidInputError
from corpus.lock import FolderLock, Owner

LONG = 600.0  # seconds: a rebuild or an export of a large collection


class Client:
    """Asks the API. Errors come back as the exceptions they were."""

    def __init__(self, http: httpx.Client) -> None:
        self._http = http

    def get(self, path: str, **query: Any) -> Any:
        """The JSON answer. Raises AvtalError."""
        return self._checked(self._http.get(path, params={k: v for k, v in query.items() if v is not None})).json()

    def text(self, path: str, accept: str = "*/*", **query: Any) -> str:
        """The answer as text. Raises AvtalError."""
        return self._checked(self._http.get(path, params=query, headers={"Accept": accept})).text

    def data(self, path: str, **query: Any) -> bytes:
        """The answer as a file. Raises AvtalError."""
        return self._checked(self._http.get(path, params={k: v for k, v in query.items() if v is not None})).content

    def lines(self, path: str, **query: Any) -> Iterator[str]:
        """The answer line by line, as it comes. Raises AvtalError."""
        with self._http.stream("GET", path, params=query) as answer:
            if answer.status_code >= 400:
                answer.read()
                self._checked(answer)
            yield from answer.iter_lines()

    def post(self, path: str, body: Any, headers: dict[str, str] | None = None) -> Any:
        """The JSON answer to a JSON body. Raises AvtalError."""
        return self._checked(self._http.post(path, json=body, headers=headers)).json()

    def put(self, path: str, data: bytes, headers: dict[str, str] | None = None) -> Any:
        """The JSON answer to a file. Raises AvtalError."""
        return self._checked(self._http.put(path, content=data, headers=headers)).json()

    def rows(self, path: str, limit: int, **query: Any) -> list[dict[str, Any]]:
        """The first rows of a paged list, `limit` at most."""
        found: list[dict[str, Any]] = []
        cursor: str | None = None
        while len(found) < limit:
            page = self.get(path, limit=min(200, limit - len(found)), cursor=cursor, **query)
            found += page["items"]
            cursor = page["next"]
            if cursor is None:
                break
        return found

    @staticmethod
    def _checked(answer: httpx.Response) -> httpx.Response:
        if answer.status_code >= 400:
            body = answer.json() if "json" in answer.headers.get("content-type", "") else {}
            error = AvtalError(body.get("detail") or f"Tjänsten svarade {answer.status_code}.")
            error.code = body.get("code", "fel")
            raise error
        return answer


def running(settings: Settings) -> Owner | None:
    """The service that owns the data folder, where one runs and answers."""
    if not settings.data.is_dir():
        return None
    owner = FolderLock(settings.data).owner()
    if owner is None or owner.url is None:
        return None
    try:
        httpx.get(f"{owner.url}/health", timeout=2.0).raise_for_status()
    except httpx.HTTPError:
        return None
    return owner


@contextmanager
def connect(settings: Settings) -> Iterator[Client]:
    """A client of the running service, or of the application opened here for the while.

    Raises InvalidInputError where there is no collection yet.
    """
    owner = running(settings)
    if owner is not None:
        with httpx.Client(base_url=owner.url or "", timeout=LONG) as http:
            yield Client(http)
        return
    if not (settings.data / "ledger.jsonl").exists():
        raise InvalidInputError(f"Det finns ingen samling i {settings.data}. Läs in dokument med `avtal ingest MAPP`.")
    with TestClient(create_app(settings), base_url="http://localhost") as local:
        yield Client(local)
