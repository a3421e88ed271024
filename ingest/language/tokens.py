"""Words and sentences of Swedish text, with their places.

Sentence rules follow Swedish typography: a full stop after an abbreviation, an ordinal, an initial or
inside a citation's parentheses ends nothing; a line ends a sentence unless it leads into list lines
or runs on in lower case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

WORD = re.compile(r"\d+(?:[.,:/-]\d+)+|[^\W_]+(?:[-‐:'’][^\W_]+)*")

# Never the last word of a sentence.
_OPEN_LIST = """
art avd avs bd bl bl.a ca cirka d.v.s dir dnr doc dr ds dvs e.g eg enl ev ex f.n f.ö fr fr.o.m fi fig forts följ
föreg förf g.e i.e ing inkl exkl int jfr jmf k.k kap kl kons lic m.a.o m.h.a max mgr min mom mots nr nov okt dec
jan feb febr apr aug sept sep o.d obs ordf p.g.a pga pos prof prop publ ref reg resp rskr s.k sid sk skr st stf
str t.ex tab tel tex t.o.m tr u.a uppl urspr v.g vol vice.ordf adm avg avsn bet bitr div
"""
OPEN = frozenset(_OPEN_LIST.split())
# May be followed by more of the sentence, or end it: what follows decides.
_CLOSING_LIST = """
m.m mm m.fl mfl o.s.v osv etc e.d d dyl o.dyl f.kr e.kr t.v a.a ff f s p m fl v å
"""
CLOSING = frozenset(_CLOSING_LIST.split())

_STOP = re.compile(r"[.!?…]+[\"”’»)\]]*(?=\s)|\n")
_BEFORE = re.compile(r"(?:(?<=\s)|(?<=\()|^)((?:[^\W\d_]{1,6}\.\s?)*[^\W\d_]+)$")
_MONTH = re.compile(r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)", re.IGNORECASE)
_ITEM = re.compile(r"[ \t]*(?:[-–—•▪◦‣·*]\s|\(?[a-zåäö]\)\s|\(?\d{1,2}[.)]\s|[ivx]{1,4}[.)]\s)")
_LEADS = re.compile(r"(?:[:;,]|\b(?:och|eller|samt|att))\s*$")
_REACH = 300  # characters that a citation in parentheses may be long


@dataclass(frozen=True, slots=True)
class Token:
    """A word: `text` is the characters `start` to `end`."""

    start: int
    end: int
    text: str


def words(text: str) -> list[Token]:
    """The words and numbers of `text`; hyphened words, decimals, dates and case endings (KS:s) stay whole."""
    return [Token(match.start(), match.end(), match.group()) for match in WORD.finditer(text)]


def _enclosed(text: str) -> list[tuple[int, int]]:
    """The outermost parentheses of `text` that close within reach on their line."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for match in re.finditer(r"[()\n]", text):
        if match.group() == "(":
            opened.append(match.start())
        elif match.group() == "\n":
            opened.clear()
        elif opened:
            start = opened.pop()
            if not opened and match.start() - start <= _REACH:
                found.append((start, match.start()))
    return found


def _after_stop(text: str, start: int, stop: int, end: int) -> bool:
    """Whether the full stop at `stop` (marks up to `end`) ends the sentence that began at `start`."""
    follows = text[end:].lstrip(" \t\u00a0")[:24] if end < len(text) else ""
    if not follows or follows[0] == "\n":
        return True
    first = follows[0]
    if text[stop] != ".":
        return not first.islower()
    before = text[start:stop]
    if first.islower():
        return False
    if before.strip().isdigit():  # "3. Parterna": the number of a paragraph
        return False
    if before[-1:].isdigit():
        return not (first.isdigit() or _MONTH.match(follows))
    word = _BEFORE.search(before)
    if word is None:
        return True
    name = re.sub(r"\s", "", word.group(1)).lower()
    last = name.rsplit(".", 1)[-1]
    if name in CLOSING:
        return first.isupper()
    if name in OPEN or last in OPEN:
        return False
    return not (len(last) == 1 and last.isalpha())  # an initial: "A. Lind"


def _after_line(text: str, start: int, at: int) -> bool:
    """Whether the line end at `at` ends the sentence that began at `start`."""
    line = text[start:at].rstrip()
    rest = text[at + 1 :]
    if not rest.strip() or rest.startswith("\n") or not line:
        return True
    if _ITEM.match(rest):
        return not _LEADS.search(line)
    return not rest.lstrip()[0].islower()


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of `text` as (start, end), without surrounding space, in order."""
    shut = _enclosed(text)
    found: list[tuple[int, int]] = []
    start, inside = 0, 0
    for match in _STOP.finditer(text):
        at = match.start()
        while inside < len(shut) and shut[inside][1] < at:
            inside += 1
        if match.group() == "\n":
            ends, end = _after_line(text, start, at), at
        elif inside < len(shut) and shut[inside][0] < at < shut[inside][1]:
            continue
        else:
            ends, end = _after_stop(text, start, at, match.end()), match.end()
        if ends:
            found.append((start, end))
            start = match.end()
    found.append((start, len(text)))
    trimmed = [(a + len(text[a:b]) - len(text[a:b].lstrip()), a + len(text[a:b].rstrip())) for a, b in found]
    return [(a, b) for a, b in trimmed if a < b]
