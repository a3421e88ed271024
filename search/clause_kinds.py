"""Kinds of clauses that agreements share: how they are headed, how they are said, and their words in the thesaurus.

Written by hand. A heading tells most: its stems and the concepts that it names. In running text a form tells, or a
concept in a sentence that lays a duty on somebody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.errors import NotFoundError
from search.thesaurus import Thesaurus


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of clause. `headed` stands in its headings, `said` in its text; `concepts` are terms of the thesaurus."""

    name: str  # in addresses
    label: str
    headed: re.Pattern[str]
    said: re.Pattern[str]
    concepts: frozenset[str]


def _kind(name: str, label: str, *, headed: str, said: str, concepts: str = "") -> Kind:
    terms = frozenset(t.strip() for t in concepts.split(",") if t)
    forms = [re.compile(rf"\b(?:{form})", re.IGNORECASE) for form in (headed, said)]
    return Kind(name, label, forms[0], forms[1], terms)


KINDS: tuple[Kind, ...] = (
    _kind(
        "parter",
        "Parter",
        headed=r"part(?:er|erna|ernas)?\b|avtalspart|huvudmän",
        said=r"mellan (?:\w+\s+){1,6}och |part(?:er|erna)? (?:i|är|till)\b",
    ),
    _kind(
        "syfte",
        "Syfte och mål",
        headed=r"syfte|ändamål|mål(?:et|en)?\b|målsättning|målbild",
        said=r"syft(?:et|ar|e)\b|ändamålet|målet (?:är|med)\b",
    ),
    _kind(
        "malgrupp",
        "Målgrupp och omfattning",
        headed=r"målgrupp|omfattning|avgränsning|omfattas|tillämpningsområde",
        said=r"målgrupp\w*|omfattar (?:personer|barn|alla|den)|gäller (?:för )?(?:personer|barn|patienter|alla som)",
        concepts="målgrupp",
    ),
    _kind(
        "definitioner",
        "Definitioner",
        headed=r"definition|begrepp|ordlista|förkortning",
        said=r"(?:avses|menas|förstås|definieras)\b",
    ),
    _kind(
        "ansvar",
        "Ansvar",
        headed=r"ansvar|åtagande|skyldighet|uppgifter\b|roller\b",
        said=r"ansvara\w*|(?:har|det) ansvar\w*|svarar för|åtar sig",
        concepts="ansvar,ansvarsfördelning,gemensamt ansvar",
    ),
    _kind(
        "samverkansform",
        "Samverkansformer",
        headed=r"samverkansform|samverkansstruktur|samverkan\b|samarbet|samråd|styrgrupp|organis|mötesform|ledningsgrupp",
        said=r"sammanträd\w+|samråd\w*|styrgrupp\w*|samverkansgrupp\w*|möts\b|mötesordning",
        concepts="samverkansstruktur",
    ),
    _kind(
        "sip",
        "Samordnad individuell plan",
        headed=r"samordna\w+ individuell|individuell\w* plan|sip\b",
        said=r"samordna\w+ individuell\w+ plan\w*|sip(?:en|ar)?\b",
        concepts="samordnad individuell plan",
    ),
    _kind(
        "utskrivning",
        "In- och utskrivning",
        headed=r"utskriv|inskriv|in- och utskriv|hemgång",
        said=r"utskriv\w+|skrivs (?:ut|in)\b|inskriv\w+",
        concepts="utskrivning,utskrivningsklar",
    ),
    _kind(
        "finansiering",
        "Kostnader och finansiering",
        headed=r"finansier|kostnad|ersättning|betal|ekonomi|avgift|budget",
        said=r"kostnad\w*|finansier\w+|bekosta\w*|ersättning\w*|avgift\w*|betala\w*|\d kronor",
        concepts="finansiering,kostnad,kostnadsansvar,kostnadsfördelning,betalningsansvar",
    ),
    _kind(
        "avvikelser",
        "Avvikelser och klagomål",
        headed=r"avvikelse|klagomål|synpunkt|vårdskad",
        said=r"avvikelse\w*|klagomål\w*|vårdskad\w+",
        concepts="avvikelse,avvikelsehantering",
    ),
    _kind(
        "sekretess",
        "Sekretess och personuppgifter",
        headed=r"sekretess|personuppgift|informations(?:överför|utbyte|säkerhet)|samtycke|gdpr|dataskydd",
        said=r"sekretess\w*|personuppgift\w*|dataskydd\w*|samtyck\w+",
        concepts="sekretess,personuppgift,samtycke",
    ),
    _kind(
        "uppfoljning",
        "Uppföljning och revidering",
        headed=r"uppföljning|utvärder|revider|översyn",
        said=r"uppföljning\w*|följ(?:s|a|er)? (?:även |också )?upp\b|utvärder\w+|revider\w+|ses? över\b",
        concepts="uppföljning",
    ),
    _kind(
        "tvist",
        "Tvister och oenighet",
        headed=r"tvist|oenig|meningsskilj|oense",
        said=r"tvist\w*|oenig\w*|oense|inte kommer överens|meningsskilj\w+",
        concepts="tvistlösning",
    ),
    _kind(
        "giltighet",
        "Giltighetstid",
        headed=r"giltig|avtalstid|avtalsperiod|ikraftträd|avtalets längd",
        said=r"gäller (?:från|till|tills|under tiden)|tills vidare|träder i kraft|löper (?:till|under|från)",
        concepts="giltighetstid",
    ),
    _kind(
        "uppsagning",
        "Uppsägning och ändring",
        headed=r"uppsägning|upphörande|hävning|omförhandling|ändringar?\b|tillägg och",
        said=r"säg(?:as|s|er|a) upp\b|uppsägning\w*|sagts upp|omförhandl\w+|häva\b|tillägg och ändring\w*",
        concepts="uppsägningstid",
    ),
)
_BY_NAME = {kind.name: kind for kind in KINDS}


def kind_named(name: str) -> Kind:
    """The kind of a name. Raises NotFoundError."""
    kind = _BY_NAME.get(name)
    if kind is None:
        raise NotFoundError(f"Klausultypen ”{name}” finns inte. Välj {', '.join(_BY_NAME)}.")
    return kind


class KindFinder:
    """Tells which kinds of clauses a heading or a sentence is about."""

    def __init__(self, thesaurus: Thesaurus) -> None:
        self._thesaurus = thesaurus

    def headed(self, heading: str) -> list[Kind]:
        """The kinds that a heading names."""
        concepts = self._concepts(heading)
        return [k for k in KINDS if concepts & k.concepts or k.headed.search(heading)]

    def said(self, sentence: str, duty: bool) -> list[Kind]:
        """The kinds that a sentence is about. `duty`: it lays a duty on somebody, so that a concept is enough."""
        concepts = self._concepts(sentence) if duty else frozenset[str]()
        return [k for k in KINDS if k.said.search(sentence) or concepts & k.concepts]

    def _concepts(self, text: str) -> frozenset[str]:
        return frozenset(concept.preferred for _, concept in self._thesaurus.matches(text))
