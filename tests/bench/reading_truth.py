"""The right texts as the reading bench needs them, and the measures: words, headings, rows, items, edits."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

_MARKS = re.compile(r"\*\*|\*|</?[ib]>|^#+\s*|^---$")
_CONTENTS = re.compile(r"^\s*\d[\d.]*\s.*?(?:\.{3,}|…)?\s*\t\s*\d{1,3}$|^Innehåll(?:sförteckning)?$")
_NUMBERED = re.compile(r"^\d{1,2}(?:\.\d{1,2}){0,3}\.?\s+[A-ZÅÄÖ][^.]{2,90}$")
_ITEM = re.compile(r"^\s*(?:(?:[-•]|\d{1,2}[.)]|[a-z]\))\s+)+(?P<text>\S.*)$")
_STRIPPED = "\"'”“’‘.,;:!?()[]…«»|"


@dataclass(frozen=True, slots=True)
class Item:
    """A list item and the line that leads it in ("" where a heading stands above)."""

    text: str
    lead: str


def fold(text: str) -> str:
    """Letters and digits only, in lower case: how headings, cells and items are compared."""
    return "".join(c for c in unicodedata.normalize("NFC", text).casefold() if c.isalnum())


def bare(line: str) -> str:
    """A line of the right text without its markdown marks."""
    return _MARKS.sub("", line).strip()


def lines_of(path: Path) -> list[str]:
    """The lines as they are, in NFC."""
    return unicodedata.normalize("NFC", path.read_text(encoding="utf-8")).splitlines()


def body(lines: Iterable[str]) -> list[str]:
    """The text without marks, lists of contents and rulers of tables."""
    return [
        b
        for line in lines
        if not _CONTENTS.match(bare(line)) and not re.fullmatch(r"[-\s]+", line) and (b := bare(line))
    ]


def words(text: str) -> Counter[str]:
    """The words of a text: NFC, punctuation at either end left out, hyphens inside kept."""
    found = (word.strip(_STRIPPED) for word in unicodedata.normalize("NFC", text).split())
    return Counter(word for word in found if any(map(str.isalnum, word)))


def overlap(truth: Counter[str], found: Counter[str]) -> tuple[float, float]:
    """(recall, precision) of `found`, words counted as often as they stand."""
    common = sum((truth & found).values())
    return common / max(truth.total(), 1), common / max(found.total(), 1)


def headings(lines: Sequence[str]) -> list[str]:
    """The headings, folded: lines marked #, or, in a text without marks, the numbered lines of its body."""
    marked = [fold(bare(line)) for line in lines if line.startswith("#") and not _CONTENTS.match(bare(line))]
    if marked:
        return marked
    return [fold(line) for line in lines if _NUMBERED.match(line) and not _CONTENTS.match(line)]


def f1(truth: Iterable[str], found: Iterable[str]) -> tuple[float, list[str], list[str]]:
    """F1, what was missed and what was too much."""
    a, b = Counter(truth), Counter(found)
    common = sum((a & b).values())
    return 2 * common / max(a.total() + b.total(), 1), sorted((a - b).elements()), sorted((b - a).elements())


def tables(lines: Sequence[str]) -> list[list[list[str]]]:
    """The tables (tab separated lines), rows cut by a page break joined; cells folded."""
    found: list[list[list[str]]] = []
    last = -9
    for index, line in enumerate(lines):
        if "\t" not in line or _CONTENTS.match(bare(line)) or re.fullmatch(r"[-\s]+", line):
            continue
        cells = [fold(bare(cell)) for cell in line.split("\t")]
        if index - last > 3:
            found.append([])
        elif not cells[0]:
            row = found[-1][-1]
            row += [""] * (len(cells) - len(row))
            for column, cell in enumerate(cells):
                row[column] += cell
            last = index
            continue
        found[-1].append(cells)
        last = index
    return found


def items(lines: Sequence[str]) -> list[Item]:
    """The list items with what leads them in."""
    found: list[Item] = []
    lead = ""
    headed = set(headings(lines))
    for line in lines:
        text = bare(line) if not line.startswith("*F") else line
        if not text:
            continue
        match = _ITEM.match(line)
        if match and not _CONTENTS.match(text) and fold(line) not in headed:
            found.append(Item(fold(bare(match["text"])), fold(lead)))
        else:
            lead = "" if line.startswith("#") or fold(line) in headed else text
    return found


def edits(a: str, b: str) -> int:
    """Levenshtein distance. Bit-parallel (Myers 1999, JACM 46(3)), whole texts in one machine integer."""
    if not a:
        return len(b)
    places: dict[str, int] = {}
    for index, letter in enumerate(a):
        places[letter] = places.get(letter, 0) | 1 << index
    full, last = (1 << len(a)) - 1, 1 << len(a) - 1
    plus, minus, distance = full, 0, len(a)
    for letter in b:
        here = places.get(letter, 0)
        vertical = here | minus
        horizontal = (((here & plus) + plus) ^ plus) | here
        up = minus | (full & ~(horizontal | plus))
        down = plus & horizontal
        if up & last:
            distance += 1
        if down & last:
            distance -= 1
        up = (up << 1 | 1) & full
        down = down << 1 & full
        plus = down | (full & ~(vertical | up))
        minus = up & vertical
    return distance


def letters_right(truth: str, found: str, wanted: str = "åäöÅÄÖ") -> tuple[int, int]:
    """(how many of the `wanted` letters of the truth came out right, how many there are)."""
    a, b = truth.split(), found.split()
    right = total = 0
    for kind, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        part = " ".join(a[i:j])
        count = sum(part.count(letter) for letter in wanted)
        total += count
        if kind == "equal":
            right += count
        elif kind == "replace":
            other = " ".join(b[k:m])
            for block in SequenceMatcher(None, part, other, autojunk=False).get_matching_blocks():
                right += sum(part[block.a : block.a + block.size].count(letter) for letter in wanted)
    return right, total


def scan_text(lines: Sequence[str]) -> str:
    """The printed lines of a scan's right text as running text, words cut at line ends joined."""
    text = "\n".join(line.strip() for line in lines if line.strip())
    text = re.sub(r"(\w)-\n(?=[a-zåäö])(?!och\b|eller\b|samt\b)", r"\1", text)
    return " ".join(text.split())
