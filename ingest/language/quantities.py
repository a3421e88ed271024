"""Numbers, times, money, shares, ages and dates in Swedish text, as normalised values.

First the numerals and dates are found, then what stands before (minst, inom, senast) and after
(gånger per år, vardagar, kronor, år och äldre) says what they measure.
"""

from __future__ import annotations

import re

from ingest.language import quantity_patterns as words
from ingest.language.calendar import moments, unit_at
from ingest.language.numerals import ORDINALS, Number, numbers
from ingest.language.quantity import Comparator, Kind, Quantity

REACH = 60  # characters before a numeral that are looked at

Bounds = tuple[float | None, float | None]


def _bounds(number: Number, comparator: Comparator) -> Bounds:
    """The open or closed interval that a number and its comparator say."""
    if comparator is Comparator.MIN:
        return number.low, None
    if comparator is Comparator.MAX:
        return None, number.high
    return number.low, number.high


def _comparator(number: Number, before: re.Match[str] | None, after: re.Match[str] | None) -> Comparator:
    """How the words around bind a number; a range keeps both ends."""
    for match in (before, after):
        if match and match.groupdict().get("approx"):
            return Comparator.APPROX
        if match and number.low == number.high:
            return Comparator.MIN if match["min"] else Comparator.MAX
    return Comparator.RANGE if number.high > number.low else Comparator.EQ


class _Reader:
    """Reads one text. `at` is the end of what has been read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Quantity] = []

    def add(self, kind: Kind, bounds: Bounds, unit: str, how: Comparator, span: tuple[int, int]) -> None:
        """Keep a quantity, unless its characters are taken."""
        start, end = span
        if not any(start < other.end and other.start < end for other in self.found):
            self.found.append(Quantity(kind, *bounds, unit, how, self.text[start:end].strip(), start, end))

    def dates(self) -> None:
        """Dates, and deadlines by date."""
        for moment in moments(self.text):
            if moment.unit == "year" and words.CITED.search(self.text, max(0, moment.start - REACH), moment.start):
                continue
            due = words.DUE.search(self.text, max(0, moment.start - REACH), moment.start)
            if due:
                self.add(Kind.DEADLINE, (None, moment.value), moment.unit, Comparator.MAX, (due.start(), moment.end))
            else:
                self.add(
                    Kind.DATE, (moment.value, moment.value), moment.unit, Comparator.EQ, (moment.start, moment.end)
                )

    def recurring(self) -> None:
        """Frequencies without a numeral: varannan vecka, kvartalsvis, årligen."""
        for match in words.ALTERNATE.finditer(self.text):
            unit = next(name for name, part in match.groupdict().items() if part and name not in ("each", "nth"))
            rate = 1 / ORDINALS[match["nth"].lower()] if match["nth"] else 1.0
            self._often(match, rate, unit)
        for match in words.ADVERB.finditer(self.text):
            self._often(match, 1.0, words.ADVERBS[match["word"].lower()])
        for match in words.HALF.finditer(self.text):
            self.add(Kind.SHARE, (50.0, 50.0), "percent", Comparator.EQ, match.span())
        for match in words.NEXT.finditer(self.text):
            unit = "day" if match["unit"].lower() == "dag" else "workday"
            self.add(Kind.DEADLINE, (None, 1.0), unit, Comparator.MAX, match.span())

    def _often(self, match: re.Match[str], rate: float, unit: str) -> None:
        """Keep a frequency of `rate` per `unit`, bound by the words before it."""
        before = words.BEFORE.search(self.text, max(0, match.start() - REACH), match.start())
        least = before is not None and before.group().lower().startswith(("minst", "åtminstone", "lägst"))
        start = before.start() if before and least else match.start()
        how = Comparator.MIN if least else Comparator.EQ
        self.add(Kind.FREQUENCY, (rate, None if least else rate), unit, how, (start, match.end()))

    def numerals(self) -> None:
        """Everything that a numeral measures."""
        for number in numbers(self.text):
            self._numeral(number)

    def _numeral(self, number: Number) -> None:
        """The quantity of one numeral: the first reading that fits."""
        at, end = number.start, number.end
        back = max(0, at - REACH)
        if words.CITED.search(self.text, back, at) or words.CITES.match(self.text, end):
            return
        before, after = words.BEFORE.search(self.text, back, at), words.AFTER.match(self.text, end)
        start = before.start() if before else number.start
        how = _comparator(number, before, after)
        for reading in (self._money, self._share, self._age, self._frequency, self._time):
            if reading(number, before, how, start):
                return
        if number.article or (words.HEADING.search(self.text, back, at) and words.NUMBERED.match(self.text, end)):
            return
        noun = words.NOUN.match(self.text, end)
        unit = noun[1].lower() if noun else ""
        stop = after.end() if after else noun.end() if noun else end
        if noun and after is None and (tail := words.AFTER.match(self.text, noun.end())):
            how, stop = _comparator(number, before, tail), tail.end()
        self.add(Kind.COUNT if noun else Kind.NUMBER, _bounds(number, how), unit, how, (start, stop))

    def _money(self, number: Number, _: re.Match[str] | None, how: Comparator, start: int) -> bool:
        """An amount in kronor or euro."""
        match = words.MONEY.match(self.text, number.end) or words.BARE.match(self.text, number.end)
        if match is None or (number.article and not match["scale"]):
            return False
        parts = match.groupdict()
        scale = next((v for k, v in words.SCALES.items() if (parts["scale"] or "").lower().startswith(k)), 1.0)
        scale *= 1e3 if parts.get("tkr") else 1e6 if parts.get("mkr") else 1e9 if parts.get("mdkr") else 1.0
        low, high = _bounds(number, how)
        bounds = (None if low is None else low * scale, None if high is None else high * scale)
        self.add(Kind.MONEY, bounds, "EUR" if parts.get("eur") else "SEK", how, (start, match.end()))
        return True

    def _share(self, number: Number, _: re.Match[str] | None, how: Comparator, start: int) -> bool:
        """A share in percent, or as a fraction in words."""
        low, high = _bounds(number, how)
        if match := words.SHARE.match(self.text, number.end):
            self.add(Kind.SHARE, (low, high), "percent", how, (start, match.end()))
            return True
        if match := words.PART.match(self.text, number.end):
            part = 100 / words.PARTS[match[1].lower()]
            bounds = (None if low is None else round(low * part, 2), None if high is None else round(high * part, 2))
            self.add(Kind.SHARE, bounds, "percent", how, (start, match.end()))
            return True
        return False

    def _age(self, number: Number, _: re.Match[str] | None, how: Comparator, start: int) -> bool:
        """An age in years; under 18 is at most 17, over 65 at least 66."""
        if number.article or number.high > 120:
            return False
        at, back = number.start, max(0, number.start - REACH)
        if match := words.AGE_MIN.match(self.text, number.end):
            self.add(Kind.AGE, (number.low, None), "year", Comparator.MIN, (start, match.end()))
            return True
        if match := words.AGE_MAX.match(self.text, number.end):
            self.add(Kind.AGE, (None, number.high), "year", Comparator.MAX, (start, match.end()))
            return True
        match = words.AGE.match(self.text, number.end)
        if match is None:
            return False
        bound = words.OLDER.search(self.text, back, at)
        aged = "åring" in match.group() or "ålder" in match.group() or words.AGED.search(self.text, back, at)
        if bound and number.low == number.high:
            return self._bounded_age(number, bound, bool(aged), match.end())
        if not aged:
            return False
        self.add(Kind.AGE, (number.low, number.high), "year", how, (start, match.end()))
        return True

    def _bounded_age(self, number: Number, bound: re.Match[str], aged: bool, end: int) -> bool:
        """ "under 18 år", "äldre än 65 år", "upp till 23 år": an age where people stand before, or the words say so."""
        phrase = bound.group().lower().strip()
        clear = phrase.startswith(("äldre", "yngre", "fyllt")) or (
            phrase in ("under", "över") and number.low >= words.GROWN
        )
        if not (clear or aged or (phrase.startswith("upp till") and number.low >= words.GROWN)):
            return False
        if bound["min"]:
            low = number.low + 1 if phrase.startswith(("äldre", "över")) else number.low
            self.add(Kind.AGE, (low, None), "year", Comparator.MIN, (bound.start(), end))
        else:
            high = number.high - 1 if phrase.startswith(("yngre", "under")) else number.high
            self.add(Kind.AGE, (None, high), "year", Comparator.MAX, (bound.start(), end))
        return True

    def _frequency(self, number: Number, before: re.Match[str] | None, how: Comparator, start: int) -> bool:
        """So many times, or meetings, in each unit of time."""
        times = words.TIMES.match(self.text, number.end)
        rate = words.RATE.match(self.text, times.end() if times else number.end)
        if rate is None:
            if times and not number.article:
                self.add(Kind.COUNT, _bounds(number, how), "gånger", how, (start, times.end()))
            return times is not None
        if number.article and not (times or before or number.joint):
            noun = words.NOUN.match(self.text, number.end)
            if noun is None or unit_at(self.text, number.end):
                return False
        if unit_at(self.text, number.end):  # "10 timmar per vecka" is a duration
            return False
        unit = next(name for name, part in rate.groupdict().items() if part)
        unit = {"yearly": "year", "monthly": "month"}.get(unit, unit)
        tail = words.AFTER.match(self.text, rate.end())
        stop = tail.end() if tail else rate.end()
        how = _comparator(number, before, tail) if tail else how
        self.add(Kind.FREQUENCY, _bounds(number, how), unit, how, (start, stop))
        return True

    def _time(self, number: Number, before: re.Match[str] | None, how: Comparator, start: int) -> bool:
        """A deadline or a duration."""
        at = unit_at(self.text, number.end)
        if at is None:
            return False
        unit, end = at
        limit = before.group().lower().split()[0] if before else ""
        relative = words.RELATIVE.match(self.text, end)
        if number.article and not (
            before or relative or words.LASTS.search(self.text, max(0, number.start - REACH), number.start)
        ):
            return False
        if limit in ("inom", "senast") or (relative and not words.SINCE.match(self.text, end)):
            how = Comparator.EQ if not before else how
            if limit in ("inom", "senast"):
                how = Comparator.MAX
            self.add(Kind.DEADLINE, _bounds(number, how), unit, how, (start, relative.end() if relative else end))
            return True
        bounds = _bounds(number, how)
        if limit == "under":  # "under två år" lasts two years
            how, bounds = Comparator.EQ, (number.low, number.high)
        self.add(Kind.DURATION, bounds, unit, how, (start, end))
        return True


def quantities(text: str) -> list[Quantity]:
    """The quantities of `text` in order. Numbers of sections, files, times of day and list items are none."""
    reader = _Reader(text)
    reader.dates()
    reader.numerals()
    reader.recurring()
    return sorted(reader.found, key=lambda quantity: quantity.start)
