"""The tables of the deontic lexicon: triggers, verbs that describe, verbs that bind in the present tense."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ingest.artifact import Modality
from ingest.extraction.wordlists import words


class Genre(StrEnum):
    """How the present tense is to be read in a document."""

    STEERING = "steering"  # agreement, guideline, routine: the present tense binds
    REGULATION = "regulation"  # statute, agency regulation: only the modals bind
    REPORT = "report"  # describes and proposes


class Bearer(StrEnum):
    """Where the bearer of a norm stands in its clause."""

    SUBJECT = "subject"
    AGENT = "agent"  # "av X"
    OBJECT = "object"  # "åligger X"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Trigger:
    """A finite verb (lemma, voice) with a word that must follow it within a few tokens."""

    lemma: str
    passive: bool | None  # None: either
    words: frozenset[str]  # one must follow; empty: none needed
    then: frozenset[str]  # one must come after that word; empty: none needed
    modality: Modality
    bearer: Bearer
    label: str


def _t(
    lemma: str, passive: bool | None, words: str, then: str, modality: Modality, bearer: Bearer, label: str
) -> Trigger:
    return Trigger(lemma, passive, frozenset(words.split()), frozenset(then.split()), modality, bearer, label)


_O, _R, _P, _F = Modality.OBLIGATION, Modality.RECOMMENDATION, Modality.PERMISSION, Modality.PROHIBITION


_S, _N = Bearer.SUBJECT, Bearer.NOBODY


TRIGGERS = (
    _t("ansvara", False, "för att", "", _O, _S, "ansvarar för"),
    _t("svara", False, "för", "", _O, _S, "svarar för"),
    _t("ha", False, "ansvar ansvaret huvudansvar huvudansvaret samordningsansvar samordningsansvaret ledningsansvar "
       "kostnadsansvar kostnadsansvaret betalningsansvar betalningsansvaret uppföljningsansvar verksamhetsansvar "
       "arbetsmiljöansvar samverkansansvar informationsansvar planeringsansvar helhetsansvar behandlingsansvar",
       "", _O, _S, "har ansvar för"),
    _t("bära", False, "ansvar ansvaret kostnaden kostnaderna", "", _O, _S, "bär ansvaret"),
    _t("stå", False, "kostnaden kostnaderna", "", _O, _S, "står för kostnaden"),
    _t("ha", False, "skyldighet skyldigheter", "", _O, _S, "har skyldighet att"),
    _t("vara", False, "skyldig skyldiga", "", _O, _S, "är skyldig att"),
    _t("ha", False, "uppdrag uppdraget uppgift uppgifter huvuduppgift mandat", "att", _O, _S, "har i uppdrag att"),
    _t("få", False, "uppdrag", "att", _O, _S, "får i uppdrag att"),
    _t("ha", False, "rätt rätten möjlighet", "att", _P, _S, "har rätt att"),
    _t("åligga", None, "", "", _O, Bearer.OBJECT, "åligger"),
    _t("ankomma", None, "på", "", _O, Bearer.OBJECT, "ankommer på"),
    _t("förbinda", None, "sig", "", _O, _S, "förbinder sig"),
    _t("åta", None, "sig", "", _O, _S, "åtar sig"),
    _t("förplikta", None, "sig", "", _O, _S, "förpliktar sig"),
    _t("erbjuda", False, "", "", _O, _S, "erbjuder"),
    _t("förvänta", True, "", "", _R, _S, "förväntas"),
    _t("uppmana", True, "", "", _R, _S, "uppmanas"),
    _t("rekommendera", True, "", "", _R, _S, "rekommenderas"),
    _t("föreslå", True, "", "", _R, _S, "föreslås"),
    _t("föreslå", False, "att", "", _R, _N, "föreslår att"),
    _t("rekommendera", False, "att", "", _R, _N, "rekommenderar att"),
    _t("vara", False, "viktigt angeläget önskvärt lämpligt", "att", _R, _N, "är viktigt att"),
    _t("vara", False, "nödvändigt obligatoriskt", "att", _O, _N, "är nödvändigt att"),
    _t("vara", False, "förbjudet otillåtet", "", _F, _N, "är förbjudet"),
    _t("vara", False, "tillåtet tillåten tillåtna", "", _P, _N, "är tillåtet"),
    _t("ingå", False, "att", "", _O, _S, "ingår att"),
)  # fmt: skip


LABELS = frozenset(row.label for row in TRIGGERS) | {"har att", "uppdrag är att"}


BY_LEMMA: dict[str, list[Trigger]] = {}


for _row in TRIGGERS:
    BY_LEMMA.setdefault(_row.lemma, []).append(_row)


# "kan" with these describes what may happen, not what may be done
HAPPENS = words(
    """
    innebära bero leda uppstå upplevas handla anta anse se finna förekomma bidra medföra vara bli uppfatta
    variera skilja borga komma påverka beröra ta få ha orsaka underlätta tänka känna upptäcka utgöra förklara
    gälla antas anses ses finnas jämföra förvänta krävas krävs behöva behövas innehålla betyda resultera hända
    inträffa fungera motsvara räcka växa
    """
)


# verbs of what is, not of what is done: never a norm in the present tense
STATIVE = words(
    """
    vara ha finnas finna bli heta bestå omfatta innebära utgöra avse gälla beskriva syfta bidra bygga grunda
    ingå tillhöra höra innehålla framgå bero kunna behöva kräva anse betyda motsvara förekomma föreligga
    förutsätta säga visa se veta tänka känna uppstå uppleva bedöma berör beröra uppgå definiera benämna kalla
    nämna ange öka minska påverka underlätta möjliggöra skapa reglera stipulera följa ge få komma gå stå ligga
    leva behålla handla råda skilja variera medföra leda gå växa vilja sakna åtta peka spegla representera utgå
    börja fortsätta styra lyda löpa upphöra konstatera förklara åskådliggöra illustrera fungera sträva önska
    hoppas basera karaktärisera präglas prägla bestämma mena fordra hindra kosta definieras avse anges lyda
    föreskriva betona heta krävas behövas tycka uppfylla sätta infalla befinna överstiga motstå avvika drabba begå
    medfölja åtfölja generera dominera existera
    """
)


# passives that need no agent to bind in a steering document
DONE = words(
    """
    publicera hantera redovisa dokumentera upprätta teckna underteckna formulera genomföra datera rapportera
    fastställa besluta utse bereda tillsätta sammanställa diarieföra lämna skicka sända informera följa-upp
    revidera utvärdera samordna finansiera fördela betala fakturera debitera meddela överlämna kalla sammankalla
    protokollföra journalföra handlägga pröva lösa hänskjuta lyfta använda tillämpa registrera anmäla arkivera
    delge initiera planera anta godkänna förvalta administrera sköta utreda behandla beställa erbjuda ordinera
    förskriva ersätta bekosta tillhandahålla tillgodose kontrollera granska uppdatera aktualisera återrapportera
    återkoppla utfärda välja utforma organisera anordna arrangera samla hålla ta-fram se-över stämma-av ta-emot
    följa utföra göra verkställa överföra avropa inhämta bemanna beakta säkerställa tilldela utbetala återbetala
    justera sprida föra
    """
)


MEETS = frozenset({"träffas", "mötas", "sammanträda", "ske"})


BINDING_VERBS = words(
    """
    besluta föreslå överenskomma ange fastställa föreskriva rekommendera komma stadga framgå enas förordna kräva
    åta förbinda gälla innebära ha
    """
)


BINDING_NOUNS = (
    "bedömning",
    "krav",
    "princip",
    "villkor",
    "beslut",
    "överens",
    "förslag",
    "målet",
    "huvudregel",
    "utgångspunkt",
)
