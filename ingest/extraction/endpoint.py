"""A language model behind an address that speaks OpenAI's chat completions (`POST /chat/completions`).

Source: OpenAI API reference, "Create chat completion"; spoken by vLLM, llama.cpp, Ollama and others too.
Nothing that is sent or received is logged.
"""

from __future__ import annotations

import time

import httpx2 as httpx
import msgspec

from corpus.errors import LanguageModelError

_LARGEST = 256 * 1024  # bytes of an answer
_TOKENS = 2_000  # of an answer
_TRIES = 3
_PAUSE = 0.3  # seconds before the second try; twice as long before the third
_AGAIN = frozenset({429, 500, 502, 503, 504})


class _Message(msgspec.Struct):
    content: str


class _Choice(msgspec.Struct):
    message: _Message


class _Completion(msgspec.Struct):
    choices: list[_Choice]


class ChatEndpoint:
    """The model `model` at `url` ("http://localhost:8080/v1"). `seconds` is the longest time for one answer."""

    def __init__(self, url: str, model: str, key: str = "", seconds: float = 60.0) -> None:
        address = url.rstrip("/")
        self._url = address if address.endswith("/chat/completions") else f"{address}/chat/completions"
        self._model = model
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._seconds = seconds

    @property
    def name(self) -> str:
        """The name of the model."""
        return self._model

    def complete(self, instructions: str, question: str) -> str:
        """The answer to a question. Tries again where the server is busy. Raises LanguageModelError."""
        body = {
            "model": self._model,
            "messages": [{"role": "system", "content": instructions}, {"role": "user", "content": question}],
            "temperature": 0,
            "max_tokens": _TOKENS,
            "response_format": {"type": "json_object"},
        }
        until = time.monotonic() + self._seconds
        for attempt in range(_TRIES):
            status, data = self._post(body, until)
            if status == httpx.codes.OK:
                return _content(data)
            wait = _PAUSE * 2**attempt
            if status not in _AGAIN or attempt == _TRIES - 1 or time.monotonic() + wait >= until:
                break
            time.sleep(wait)
        raise LanguageModelError(f"Språkmodellen svarade med fel {status}.")

    def _post(self, body: object, until: float) -> tuple[int, bytes]:
        """Status and body of an answer, read until a time and a size."""
        left = max(0.1, until - time.monotonic())
        data = bytearray()
        try:
            with httpx.stream("POST", self._url, json=body, headers=self._headers, timeout=left) as answer:
                for chunk in answer.iter_bytes():
                    data += chunk
                    if len(data) > _LARGEST:
                        raise LanguageModelError("Språkmodellens svar är för stort.")
                    if time.monotonic() > until:
                        raise LanguageModelError("Språkmodellen svarade inte i tid.")
                return answer.status_code, bytes(data)
        except httpx.TimeoutException:
            raise LanguageModelError("Språkmodellen svarade inte i tid.") from None
        except (httpx.HTTPError, httpx.InvalidURL):
            raise LanguageModelError("Språkmodellen går inte att nå. Kontrollera AVTAL_LLM_URL.") from None


def _content(data: bytes) -> str:
    try:
        choices = msgspec.json.decode(data, type=_Completion).choices
    except (msgspec.DecodeError, UnicodeError):
        raise LanguageModelError("Språkmodellen svarade inte med JSON.") from None
    if not choices:
        raise LanguageModelError("Språkmodellen gav inget svar.")
    return choices[0].message.content
