"""Conditions, deadlines and frequencies in a sentence, as written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.extraction.verbs import MODALS, Tense, form_of

_NUMBER = r"(?:\d+|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|fjorton|femton|tjugo|trettio|några|flera)"
_UNIT = (
    r"(?:timm\w+|dygn\w*|arbetsdag\w*|vardag\w*|dag\w*|veck\w+|månad\w*|kvartal\w*|termin\w*|halvår\w*|år\w*|"
    r"minut\w+|kalenderår\w*|mandatperiod\w*|verksamhetsår\w*|budgetår\w*|gång\w*)"
)
_MONTH = r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)"
_DATE = (
    rf"(?:\d{{4}}-\d{{2}}-\d{{2}}|(?:den\s+)?\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?|"
    rf"{_MONTH}(?:\s+månad)?(?:\s+\d{{4}})?|\d{{4}})"
)
_COUNT = rf"{_NUMBER}\s*(?:\(\d+\)\s*)?"
# "att uppdraget har avslutats", "den dag då ...", or a noun with its modifiers; not the verb that comes after it
_EVENT = (
    r"(?:(?:det\s+)?att\s+[^,.;:]{3,100}|(?:den\s+dag|det)\s+(?:som\s+|då\s+)[^,.;:]{3,80}"
    r"|(?:(?:den|det|de)\s+(?:\w+[ae]\s+)?|(?:en|ett|varje|nästa|sådan|sådant|sådana|respektive|berörda?)\s+)?\w+"
    r"(?:\s+(?:av|för|i|till|från)\s+(?!att\b)\w+)?)"
)
_TIMES = r"(?:gång(?:er)?|möten?|träffar|sammanträden|tillfällen|styrgruppsmöten)"

_FREQUENCY = re.compile(
    rf"(?:(?:minst|högst|normalt|cirka|ca|som minst|upp till)\s+)?"
    rf"(?:{_COUNT}(?:(?:till|-|–)\s*{_NUMBER}\s*)?{_TIMES}\s+(?:per|om|i|varje|under)\s+{_UNIT}"
    rf"|möten\s+{_NUMBER}\s+gånger\s+per\s+{_UNIT})"
    r"|\bvar(?:je|t|annan|annat|tannat|t\s+annat|t\s+\w+te|\s+\w+te)\s+"
    r"(?:kalenderår|år|halvår|kvartal|månad|vecka|termin|dag|verksamhetsår|mandatperiod|r\b)"
    r"|\b(?:årligen|årlig\w*|halvårsvis|kvartalsvis|månadsvis|månatligen|veckovis|dagligen|terminsvis|regelbundet|"
    r"regelbundna|löpande|kontinuerligt|fortlöpande)\b"
    rf"|\binför\s+varje\s+{_UNIT}|\b{_NUMBER}\s+(?:\w+)?möten\s+per\s+{_UNIT}",
    re.IGNORECASE,
)
_DEADLINE = re.compile(
    rf"\bsenast\s+(?:inom\s+)?(?:i\s+samband\s+med\s+|i\s+|den\s+|vid\s+|före\s+|inför\s+)?"
    rf"(?:{_DATE}|{_COUNT}{_UNIT}|samma\s+{_UNIT}|(?!(?:var|\w+(?:ade|ada|ades|ats))\b)\w+)"
    rf"(?:\s+(?:innan|före|efter)\s+{_EVENT})?(?:,?\s+året\s+före)?"
    rf"|\binom\s+(?:loppet\s+av\s+)?{_COUNT}{_UNIT}(?:\s+(?:från|efter|innan)\s+{_EVENT})?"
    r"|\b(?:före|till och med|t\.?\s?o\.?\s?m\.?|från och med|fr\.?\s?o\.?\s?m\.?|från|tidigast|efter|under|per)\s+"
    rf"(?:den\s+)?(?:\d{{1,2}}\s+)?(?:{_MONTH}(?:\s+\d{{4}})?|\d{{4}}-\d{{2}}-\d{{2}})"
    rf"|\bi\s+{_MONTH}(?:\s+\d{{4}})?"
    r"|\bunder\s+(?:hösten|våren|sommaren|(?:första|andra|tredje|fjärde) kvartalet)\s+(?:år\s+)?\d{4}"
    r"|\b(?:omgående|omedelbart|utan dröjsmål|snarast möjligt|skyndsamt|så snart som möjligt)\b",
    re.IGNORECASE,
)
_REST = r"[^,.;:]{3,120}"
_CONDITION = re.compile(
    r"\b(?:vid behov|om (?:inget|inte) annat \w+|där så är lämpligt|i förekommande fall|om möjligt|när så krävs"
    r"|efter (?:ställningstagande|överenskommelse|samråd|beslut|godkännande|behov|begäran)[^,.;:]{0,60}"
    rf"|i (?:det|de) fall\b{_REST}|under förutsättning att{_REST}|förutsatt att{_REST}|såvida[^.;:]{{3,140}}"
    rf"|förrän{_REST}|när det gäller [^,.;:]{{3,60}}|beroende på[^,.;:]{{3,80}}"
    r"|vid (?:större|förändringar|avvikelser|tvist|oenighet)[^,.;:]{0,60})",
    re.IGNORECASE,
)
_IF = re.compile(
    r"(?:^|,\s)((?:om|när|då|ifall|innan)\s(?!det gäller|vil[kl]\w+|hur|vad|vem|varför|huruvida)"
    r"(?:[^,.;:]|(?<=-),|(?<=\bkap)\.){6,400})",
    re.IGNORECASE,
)
_LONG = 220  # characters of a condition
_MODAL = re.compile(r"\b(?:ska|skall|bör|får|kan|måste|behöver)\b")
_OPENS = re.compile(r"\b(?:om|som|att|när|då|där|innan|ifall|eftersom|vilka|vilket|vilken|hur|vad)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_LINKS = ("och", "eller", "samt")
_ATTRIBUTED = ("från", "av", "vid", "om", "för", "till")
_FINITE = (Tense.PRESENT, Tense.PAST, Tense.SUPINE)  # "har" may be left out before a supine


@dataclass(frozen=True, slots=True)
class Terms:
    """What restricts a norm, as written; None where nothing does."""

    condition: str | None
    deadline: str | None
    frequency: str | None


def terms_of(sentence: str) -> Terms:
    """The condition, deadline and frequency in a sentence."""
    condition = next((m for m in _CONDITION.finditer(sentence) if not _of_a_part(sentence, m)), None)
    what = _before_main(condition.group().strip()) if condition else None
    if what is None:
        hypothesis = next((m for m in _IF.finditer(sentence) if not _of_a_part(sentence, m)), None)
        what = _before_main(hypothesis.group(1).strip()) if hypothesis else None
        what = what if what and _has_finite(what) else None
    deadline, frequency = _own(_DEADLINE, sentence), _own(_FREQUENCY, sentence)
    if what is not None and len(what) > _LONG:
        what = what[:_LONG].rpartition(" ")[0]
    return Terms(what, deadline.group().strip() if deadline else None, frequency.group().strip() if frequency else None)


def _of_a_part(sentence: str, match: re.Match[str]) -> bool:
    """Whether the condition holds for a part of what is listed only ("en rapport och, om prov tagits, ett svar")."""
    words = sentence[: match.start()].rstrip(" ,").rsplit(None, 1)
    last = words[-1].lower() if words else ""
    return last in _LINKS or (match.group().lower() == "vid behov" and sentence[: match.start()].endswith(", "))


def _own(pattern: re.Pattern[str], sentence: str) -> re.Match[str] | None:
    """The first match that does not belong to a relative clause ("avfall som uppkommer regelbundet")."""
    for match in pattern.finditer(sentence):
        before = sentence[: match.start()].lower()
        last = before.split()[-1] if before.split() else ""
        form = form_of(last)
        if (form and form.tense is Tense.SUPINE) or (
            last in _ATTRIBUTED and match.group().lower().startswith("regelbund")
        ):
            continue  # "om arbetet påbörjats efter den 1 maj", "rutiner för regelbundet byte"
        opened = before.rfind(" som ")
        inside = "" if opened < 0 else before[opened:]
        if opened < 0 or "," in inside or _MODAL.search(inside):
            return match
        if match.group().lower().startswith("senast") and inside.strip() != "som":
            return match  # mostly said of the main verb
    return None


def _before_main(text: str) -> str:
    """The condition without the main clause that follows it unmarked ("om resor bokas | ska ...")."""
    for modal in _MODAL.finditer(text):
        before = text[: modal.start()].split()
        if not before or before[-1].lower() in _LINKS:
            continue
        opened = [m.end() for m in _OPENS.finditer(text, 0, modal.start())]
        if _has_finite(text[opened[-1] if opened else 0 : modal.start()]):
            return text[: modal.start()].strip()
    return text


def _has_finite(text: str) -> bool:
    words = (word.lower() for word in _WORD.findall(text))
    return any(w in MODALS or ((form := form_of(w)) and form.tense in _FINITE) for w in words)
