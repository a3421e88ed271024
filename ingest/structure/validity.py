"""From and to when a document says that it applies itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ingest.structure.dates import find_dates

SUBJECT = re.compile(
    r"^(?:denna|detta|dessa|den här|det här|avtalet|överenskommelsen|riktlinjen|rutinen|föreskrifterna|författningen|"
    r"arbetsordningen|handlingsplanen|reglementet|dokumentet|policyn)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:giltig(?:hetstid|hetsperiod|het)?|gäller|avtalstid(?:en)?|avtalsperiod(?:en)?|löptid(?:en)?|ikraftträdande)\b",
    re.IGNORECASE,
)
_APPLIES = re.compile(
    r"\b(?:gäller|gälla|giltig\w*|löper|löpa|träder i kraft|trätt i kraft|avtalstid\w*|avtalsperiod\w*|löptid\w*|"
    r"upphör)\b",
    re.IGNORECASE,
)
_TO = re.compile(
    r"(?:\bt\.?\s?o\.?\s?m\.?|\btill(?: och med)?|\bupphör(?: att gälla)?|\bsenast|\blängst|[–—-])\s*:?\s*(?:den\s+)?$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"(?:\bfr\.?\s?o\.?\s?m\.?|\bfrån(?: och med)?|\btidigast|\bi kraft|\bgäller|\bgälla|\bperioden|\bunder|"
    r"\btid\w*|\bperiod\w*|\bgiltig\w*)\s*:?\s*(?:den\s+)?$",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?<![\d:/-])((?:19|20)\d\d)\s?[–—-]\s?((?:19|20)\d\d)(?![\d-])")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])")


def validity_of(statements: Iterable[str]) -> tuple[str | None, str | None]:
    """From and to when the document itself applies; None where it does not say ("tills vidare" has no end).

    Only sentences that speak of the document ("Avtalet gäller från ...") and labelled lines ("Giltighetstid:
    2020-01-01 - 2022-12-31") are read: what another agreement's period is does not matter here.
    """
    start = end = None
    for sentence in _sentences(statements):
        for place, date in _dates(sentence):
            before = sentence[:place]
            if _TO.search(before):
                end = end or date
            elif _FROM.search(before):
                start = start or date
    return start, end


def _sentences(statements: Iterable[str]) -> Iterator[str]:
    for statement in statements:
        for sentence in _SENTENCE.split(statement):
            own = SUBJECT.match(sentence) or (_LABEL.match(sentence) and len(sentence) < 120)
            if own and _APPLIES.search(sentence):
                yield sentence


def _dates(sentence: str) -> list[tuple[int, str]]:
    found = [(date.start, date.iso) for date in find_dates(sentence)]
    if not found:
        match = _YEARS.search(sentence)
        if match:
            return [(match.start(1), match[1]), (match.start(2), match[2])]
    return found
