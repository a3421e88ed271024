"""Starting the service."""

from __future__ import annotations

import logging
import socket
from dataclasses import replace

import uvicorn
from rich.console import Console

from api.app import create_app
from api.examples import QUESTIONS
from api.settings import Settings
from corpus.errors import InvalidInputError

PAGES = (
    ("/", "sök"),
    ("/grupper", "grupper och vad de förvaltar"),
    ("/konflikter", "stycken som säger emot varandra"),
    ("/docs", "API"),
)


def serve(settings: Settings, host: str | None, port: int | None, welcome: bool) -> None:
    """Run the service until it is stopped. Raises InvalidInputError where the port is taken, StoreLockedError."""
    chosen = replace(settings, host=host or settings.host, port=port or settings.port)
    _port_is_free(chosen.host, chosen.port)
    logging.getLogger("avtalsgraf").setLevel(logging.INFO)
    if welcome:
        _welcome(f"http://{chosen.host}:{chosen.port}")
    config = uvicorn.Config(
        create_app(chosen), host=chosen.host, port=chosen.port, log_level="warning", timeout_graceful_shutdown=10
    )
    uvicorn.Server(config).run()


def _port_is_free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise InvalidInputError(
                f"Porten {port} på {host} används av ett annat program. Välj en annan med `--port` eller AVTAL_PORT."
            ) from None


def _welcome(base: str) -> None:
    out = Console(highlight=False)
    out.print("\nÖppna")
    for path, what in PAGES:
        out.print(f"  {base}{path}   {what}")
    out.print("Fråga")
    for question in QUESTIONS:
        out.print(f"  {question}")
    out.print("Stoppa med Ctrl+C.\n")
