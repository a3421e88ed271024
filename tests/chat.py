"""A language model's server for tests: answers chat completions (OpenAI) on this machine as it is told to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[str], tuple[int, bytes]]


class Server:
    """Answers chat completions; `asked` holds what came."""

    def __init__(self, answer: Answer, seconds: float = 0.0) -> None:
        self.asked: list[dict[str, object]] = []
        self.keys: list[str] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.asked.append({"path": self.path, **body})
                outer.keys.append(self.headers.get("Authorization", ""))
                time.sleep(seconds)
                status, data = answer(body["messages"][1]["content"])
                try:
                    self.send_response(status)
                    self.end_headers()
                    self.wfile.write(data)
                except ConnectionError:  # the caller gave up
                    return

            def log_message(self, format: str, *args: object) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def says(*facts: object) -> Answer:
    """Proposes the facts whenever their quote's passage is asked about, or all where they have no place."""
    content = json.dumps({"facts": facts}, ensure_ascii=False)
    return lambda _: (200, json.dumps({"choices": [{"message": {"content": content}}]}).encode())
