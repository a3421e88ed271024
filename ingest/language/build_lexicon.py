"""Computes the shipped word table from the inflection dictionary and running text; run by hand.

The dictionary is DSSO in Hunspell's form (`sv_SE.dic`, `sv_SE.aff`); its compound flags X, U, Y
say which forms begin, continue and end compounds (hunspell(5), COMPOUNDBEGIN, -MIDDLE, -END).

    python -m ingest.language.build_lexicon --dictionary DIR --text DIR --out ingest/language/data/words.npz
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ingest.language.wordtable import BEGIN, END, MIDDLE, NAME, WORD

RUNNING = 150_000  # words of the running text that are counted
FEWEST = 3  # occurrences of a running word; fewer are mostly misprints
LETTERS = re.compile(r"[^\W\d_]+")
SWEDISH = re.compile(r"[a-zåäöéèüáàñçæøëêô]+")
# Common ends of compounds that the dictionary has not flagged.
UNFLAGGED = frozenset(["råd", "år", "tal", "del", "ort", "ord", "kod", "akt"])
PLURAL = re.compile(r"(?<=\w{3})(?:er|ar|or|r|n)$")
LOST = str.maketrans("åäö", "aao")
OVER = 20  # times that a word is commoner than its misprint
MODERN = "1950"  # statutes older than this are spelt otherwise


@dataclass(frozen=True, slots=True)
class Suffix:
    """One SFX line: `strip` off, `add` on, when the stem ends as `condition` says."""

    strip: str
    add: str
    flags: str
    condition: re.Pattern[str]


Suffixes = dict[str, list[Suffix]]


def read_affixes(path: Path) -> Suffixes:
    """The suffix classes of an .aff file by their flag."""
    classes: Suffixes = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split()
        if len(fields) < 5 or fields[0] != "SFX":
            continue
        add, _, flags = fields[3].partition("/")
        strip = "" if fields[2] == "0" else fields[2]
        suffix = Suffix(strip, "" if add == "0" else add, flags, re.compile(f"(?:{fields[4]})$"))
        classes[fields[1]].append(suffix)
    return classes


def forms(stem: str, flags: str, classes: Suffixes) -> Iterator[tuple[str, str]]:
    """The forms of a dictionary entry, each with the flags that hold for it."""
    ends = "Y" if "Y" in flags else ""
    if "¤" not in flags:
        yield stem, flags
    for flag in flags:
        for suffix in classes.get(flag, ()):
            if stem.endswith(suffix.strip) and suffix.condition.search(stem):
                form = stem[: len(stem) - len(suffix.strip)] + suffix.add
                yield form, suffix.flags or ends


def marks(flags: str, name: bool) -> int:
    """The table's bits for a form with these Hunspell flags."""
    bits = 0 if "Z" in flags else WORD
    bits |= BEGIN if "X" in flags else 0
    bits |= MIDDLE if "U" in flags else 0
    bits |= END if "Y" in flags and "Z" not in flags else 0
    return bits | (NAME if name else 0)


def entries(folder: Path) -> list[tuple[str, str]]:
    """The dictionary's stems with their flags; forbidden ones and those that are no words left out."""
    with gzip.open(folder / "sv_SE.dic.gz", "rt", encoding="utf-8") as stream:
        rows = [line.split()[0].partition("/") for line in stream if line.strip()]
    return [(stem, flags) for stem, _, flags in rows[1:] if "%" not in flags and SWEDISH.fullmatch(stem.lower())]


def inflect(stems: list[tuple[str, str]], classes: Suffixes) -> dict[str, int]:
    """Every lower-case form of the dictionary and its bits."""
    table: dict[str, int] = {}
    for stem, flags in stems:
        for form, own in forms(stem, flags, classes):
            lower = form.lower()
            if SWEDISH.fullmatch(lower):
                before, bits = table.get(lower), marks(own, stem[0].isupper())
                # A form is a name only where every reading of it is one.
                table[lower] = bits if before is None else before & bits & NAME | (before | bits) & ~NAME
    return table


def productivity(stems: list[tuple[str, str]], table: dict[str, int]) -> tuple[Counter[str], Counter[str]]:
    """How many of the dictionary's stems each part begins, and how many each stem ends."""
    ends = {stem for stem, flags in stems if len(stem) > 2 and stem.islower()}
    parts = {form for form, bits in table.items() if bits & (BEGIN | MIDDLE | WORD) and not bits & NAME}
    first: Counter[str] = Counter()
    last: Counter[str] = Counter()
    for stem in {stem.lower() for stem, _ in stems}:
        for at in range(2, len(stem) - 2):
            begin, end = stem[:at], stem[at:]
            if begin in parts and end in ends:
                first[begin] += 1
                last[end] += 1
    return first, last


def spread(last: Counter[str], stems: list[tuple[str, str]], classes: Suffixes) -> dict[str, int]:
    """The productivity of every inflected form that may end a compound: its stem's.

    The dictionary lists some plurals as stems of their own (avgift, avgifter): they take their singular's.
    """
    ends: dict[str, int] = {}
    for stem, flags in stems:
        singular = PLURAL.sub("", stem)
        figure = max(last[stem], last[singular])
        if not figure or not ("Y" in flags or stem in UNFLAGGED):
            continue
        for form, own in forms(stem, flags, classes):
            if "Z" not in own:
                ends[form.lower()] = max(ends.get(form.lower(), 0), figure)
    return ends


def running_texts(folder: Path) -> Iterator[list[str]]:
    """The lower-case words of each text, in order."""
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            for record in map(json.loads, stream):
                if record.get("language") not in (None, "", "Svenska") or record.get("issued", "9") < MODERN:
                    continue
                text = record.get("text") or record.get("description") or "\n".join(record.get("pages", ()))
                joined = re.sub(r"(?<=[a-zåäö])-\n(?=[a-zåäö])", "", text.replace("\xad", ""))
                yield LETTERS.findall(joined.lower())


def running_words(folder: Path) -> Counter[str]:
    """Counts of the lower-case words of the running text."""
    counts: Counter[str] = Counter()
    for found in running_texts(folder):
        counts.update(found)
    return counts


def misprints(counts: Counter[str], table: dict[str, int]) -> set[str]:
    """Words of running text that have lost their marks: forslag beside a far commoner förslag."""
    best: dict[str, int] = {}
    for word, count in counts.items():
        plain = word.translate(LOST)
        best[plain] = max(best.get(plain, 0), count)
    return {w for w, n in counts.items() if w not in table and n * OVER < best[w.translate(LOST)]}


def build(folder: Path, counts: Counter[str]) -> dict[str, npt.NDArray[np.generic]]:
    """The arrays of the table, one row a word: words (newline-joined, sorted by bytes), bits, counts, firsts, lasts."""
    classes, stems = read_affixes(folder / "sv_SE.aff"), entries(folder)
    table = inflect(stems, classes)
    first, last = productivity(stems, table)
    ends = spread(last, stems, classes)
    frequent = {w for w, n in counts.most_common(RUNNING) if n >= FEWEST and SWEDISH.fullmatch(w)}
    frequent -= misprints(counts, table)
    words = sorted(table.keys() | frequent, key=lambda word: word.encode())
    return {
        "words": np.frombuffer(("\n" + "\n".join(words) + "\n").encode(), dtype=np.uint8),
        "bits": np.array([table.get(w, 0) for w in words], dtype=np.uint8),
        "counts": np.array([counts[w] if w in frequent else 0 for w in words], dtype=np.uint32),
        "firsts": np.array([first[w] for w in words], dtype=np.uint16),
        "lasts": np.array([ends.get(w, 0) for w in words], dtype=np.uint16),
        "total": np.array([sum(counts.values())], dtype=np.uint64),
    }


def main() -> None:
    """Write the table; the arguments are in the module's docstring."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--dictionary", type=Path, required=True)
    parser.add_argument("--text", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    np.savez_compressed(given.out, **build(given.dictionary, running_words(given.text)))  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
