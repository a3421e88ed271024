"""Learns how an English-trained recogniser misreads Swedish print: run by hand, its result is shipped.

Clean Swedish text is drawn as pages, recognised with `tesseract -l eng`, and aligned with the truth
token by token, then character by character (Brill & Moore 2000, "An improved error model for noisy
channel spelling correction"). The outcome is a table of substring confusions with counts.

    python -m ingest.language.learn_confusions TEXT.jsonl.gz... --out ingest/language/data/confusions.json
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import random
import re
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

PAGE = (1654, 2339)  # A4 at 200 dpi
LONGEST = 3  # characters on either side of a confusion
FEWEST = 2  # a confusion seen once is chance

LETTERS = re.compile(r"[a-zåäöé]+")  # what words are mended to

Confusions = Counter[tuple[str, str]]


def lines(paths: Sequence[Path], seed: int) -> list[str]:
    """Sentences of running text, 40 to 400 characters, shuffled by `seed`."""
    found: list[str] = []
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            for record in map(json.loads, stream):
                text = record.get("text") or " ".join(record.get("pages", ()))
                flat = re.sub(r"\s+", " ", text.replace("\xad", ""))
                found += [s for s in re.split(r"(?<=\.) (?=[A-ZÅÄÖ])", flat) if 40 <= len(s) <= 400 and "#" not in s]
    random.Random(seed).shuffle(found)
    return found


def draw(text: Iterator[str], font: ImageFont.FreeTypeFont, spread: random.Random) -> tuple[Image.Image, list[str]]:
    """One grey page of `text` with the slips of a scanner, and its words in order."""
    page = Image.new("L", PAGE, 255)
    pen = ImageDraw.Draw(page)
    height = int(font.size * 1.45)
    left, top, right, bottom = 180, 180, PAGE[0] - 160, PAGE[1] - 220
    words: list[str] = []
    x, y = left, top
    for word in (w for sentence in text for w in sentence.split()):
        width = int(pen.textlength(word + " ", font=font))
        if x + width > right:
            x, y = left, y + height
        if y > bottom:
            break
        pen.text((x, y), word, font=font, fill=spread.randint(0, 60))
        words.append(word)
        x += width
    page = page.rotate(spread.uniform(-0.5, 0.5), fillcolor=255, resample=Image.Resampling.BICUBIC)
    page = page.filter(ImageFilter.GaussianBlur(spread.uniform(0.3, 1.4)))
    noise = Image.effect_noise(PAGE, spread.uniform(5, 60))
    return Image.blend(page, noise, 0.25), words


def recognise(page: Image.Image) -> list[str]:
    """The words that Tesseract, set to English, reads on the page."""
    buffer = io.BytesIO()
    page.save(buffer, "PNG", dpi=(200, 200))
    done = subprocess.run(
        ["tesseract", "-", "-", "-l", "eng", "--psm", "6"],
        input=buffer.getvalue(),
        capture_output=True,
        check=True,
        env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/usr/local/bin:/opt/homebrew/bin"},
    )
    return done.stdout.decode().split()


def fold(word: str) -> str:
    """`word` without what the recogniser tends to lose, for aligning tokens."""
    return word.lower().translate(str.maketrans("åäöéáó6&4", "aaoeaooaa"))


def pairs(truth: list[str], read: list[str]) -> Iterator[tuple[str, str]]:
    """Token pairs (truth, read) of the same places on the page."""
    blocks = SequenceMatcher(None, [fold(w) for w in truth], [fold(w) for w in read], autojunk=False)
    for tag, a0, a1, b0, b1 in blocks.get_opcodes():
        if tag == "equal" or (tag == "replace" and a1 - a0 == b1 - b0):
            for clean, noisy in zip(truth[a0:a1], read[b0:b1], strict=True):
                if SequenceMatcher(None, fold(clean), fold(noisy)).ratio() > 0.5:
                    yield clean, noisy


def edits(clean: str, noisy: str) -> Iterator[tuple[str, str]]:
    """The differing substrings (clean, noisy) of an aligned pair, neighbours merged."""
    for tag, a0, a1, b0, b1 in SequenceMatcher(None, clean, noisy, autojunk=False).get_opcodes():
        if tag == "equal" or max(a1 - a0, b1 - b0) > LONGEST:
            continue
        if a0 == a1:  # an insertion needs the letter beside it to be undone
            a0, b0 = (a0 - 1, b0 - 1) if a0 else (a0, b0)
            a1, b1 = (a1, b1) if a0 != a1 else (a1 + 1, b1 + 1)
        if b0 == b1 and a0:
            a0, b0 = a0 - 1, b0 - 1
        yield clean[a0:a1], noisy[b0:b1]


def learn(sentences: list[str], fonts: Sequence[Path], pages: int, seed: int) -> tuple[Confusions, Counter[str], int]:
    """Confusions, the occurrences of each clean substring, and the number of tokens compared."""
    spread = random.Random(seed)
    source = iter(sentences)
    confusions: Confusions = Counter()
    seen: Counter[str] = Counter()
    tokens = 0
    for number in range(pages):
        font = ImageFont.truetype(str(fonts[number % len(fonts)]), spread.choice((20, 22, 24, 26, 28, 32)))
        page, truth = draw(source, font, spread)
        for clean, noisy in pairs(truth, recognise(page)):
            tokens += 1
            lower, read = clean.lower(), noisy.lower()
            confusions.update(edits(lower, read))
            seen.update(lower[i : i + n] for n in range(1, LONGEST + 2) for i in range(len(lower) - n + 1))
    return confusions, seen, tokens


def main() -> None:
    """Write the table; the arguments are in the module's docstring."""
    parser = argparse.ArgumentParser()
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--fonts", nargs="+", type=Path, required=True)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    confusions, seen, tokens = learn(lines(given.texts, given.seed), given.fonts, given.pages, given.seed)
    rows = [
        {"noisy": noisy, "clean": clean, "count": count, "of": seen[clean]}
        for (clean, noisy), count in confusions.most_common()
        if count >= FEWEST and noisy and LETTERS.fullmatch(clean)
    ]
    given.out.write_text(json.dumps({"tokens": tokens, "rows": rows}, ensure_ascii=False, indent=0) + "\n")


if __name__ == "__main__":
    main()
