"""The deontic lexicon: which words make a clause a norm, of what force, and on whom.

A table of triggers over clauses. Pitfalls are part of it: "får" followed by a noun receives, "ska ses
som" interprets, "kan innebära" describes, the present tense binds only in a steering document.
Modalities as in deontic logic (von Wright, 1951), recommendation added for "bör" and its like.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ingest.artifact import Modality
from ingest.extraction.clauses import ADVERBS, Clause, infinitives
from ingest.extraction.units import Token
from ingest.extraction.verbs import Tense, form_of
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
class Norm:
    """A norm found in a clause. `at` is the token of the trigger's end; `open` where its complement is missing."""

    modality: Modality
    trigger: str
    bearer: Bearer
    at: int
    open: bool = False


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
_BY_LEMMA: dict[str, list[Trigger]] = {}
for _row in TRIGGERS:
    _BY_LEMMA.setdefault(_row.lemma, []).append(_row)

_MODALS = {
    "ska": (Modality.OBLIGATION, Modality.PROHIBITION),
    "måste": (Modality.OBLIGATION, Modality.PROHIBITION),
    "böra": (Modality.RECOMMENDATION, Modality.RECOMMENDATION),
    "få": (Modality.PERMISSION, Modality.PROHIBITION),
    "kunna": (Modality.PERMISSION, Modality.PROHIBITION),
    "behöva": (Modality.RECOMMENDATION, Modality.PERMISSION),
}
# "kan" with these describes what may happen, not what may be done
_HAPPENS = words(
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
    föreskriva betona heta krävas behövas tycka uppfylla sätta
    """
)
# passives that need no agent to bind in a steering document
_DONE = words(
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
_MEETS = frozenset({"träffas", "mötas", "sammanträda", "ske"})
_BINDING_VERBS = words(
    """
    besluta föreslå överenskomma ange fastställa föreskriva rekommendera komma stadga framgå enas förordna kräva
    åta förbinda gälla innebära ha
    """
)
_BINDING_NOUNS = ("bedömning", "krav", "princip", "villkor", "beslut", "överens", "förslag", "målet", "huvudregel", "utgångspunkt")
_TASKS = ("uppdrag", "uppgift", "huvuduppgift", "huvuduppdrag", "ansvar")
_ADJOURN = 9  # tokens between a verb and the word that completes its trigger


def norm_of(tokens: tuple[Token, ...], clause: Clause, genre: Genre, actor: bool, agent: bool) -> Norm | None:
    """The norm in a clause, or None. `actor`: the subject is an entity that can act; `agent`: "av X" names one."""
    assert clause.finite is not None
    if clause.kind == "som" and genre is Genre.STEERING and agent and not clause.modal:
        return _present(tokens, clause, genre, actor, agent)  # "ett uppdrag som beslutas av styrgruppen"
    if clause.kind not in ("main", "att") or (clause.kind == "att" and not _binding_content(tokens, clause)):
        return None
    if clause.modal:
        return _modal(tokens, clause, genre, actor)
    triggered = _triggered(tokens, clause, genre, actor)
    if triggered:
        return triggered
    return _present(tokens, clause, genre, actor, agent) if clause.kind == "main" else None


def _binding_content(tokens: tuple[Token, ...], clause: Clause) -> bool:
    """Whether an "att" clause is what is decided, agreed or proposed; not a purpose, a fact or a thought."""
    before = tokens[clause.start - 1].low if clause.start else ""
    if before in ("för", "så", "på", "av", "till", "genom", "om", "i", "med"):
        return False
    if clause.start <= 1:
        return True
    for i in range(clause.start - 1, -1, -1):
        token = tokens[i]
        if token.mention:
            continue
        if token.low in ("inte", "inget", "ingen"):
            return False
        if token.low.startswith(_BINDING_NOUNS):
            return True
        form = form_of(token.low)
        if form is not None and form.lemma != "vara":
            return form.lemma in _BINDING_VERBS
    return False


def _modal(tokens: tuple[Token, ...], clause: Clause, genre: Genre, actor: bool) -> Norm | None:
    at = clause.finite or 0
    modal = clause.modal or ""
    if modal not in _MODALS:
        return None
    first = clause.verbs[0] if clause.verbs else None
    word = tokens[at].low
    permitted = {"få": "få", "kunna": "kunna"}.get(modal)
    if first is None:
        if modal in ("ska", "böra", "måste") and _ends_open(tokens, at):
            return Norm(_MODALS[modal][clause.negated], word, Bearer.SUBJECT, at, open=True)
        if modal == "få" and any(t.low == "uppdrag" for t in tokens[at : at + 4]):
            return Norm(Modality.OBLIGATION, "får i uppdrag att", Bearer.SUBJECT, at, _ends_open(tokens, at))
        return None
    if modal == "få" and any(t.low == "uppdrag" for t in tokens[at : min(first.at, at + 5)]):
        return Norm(Modality.OBLIGATION, "får i uppdrag att", Bearer.SUBJECT, at)
    if any(t.low == "att" for t in tokens[at : first.at]) and not (permitted is None and clause.inverted):
        return None  # "får stöd att", "måste till för att": the infinitive belongs to something else
    if modal == "få" and first.at - at > 9:
        return None
    if first.lemma in ("se", "förstå", "tolka", "anse", "betrakta") and first.passive and modal == "ska":
        return None  # an interpretation, not a duty
    if modal == "kunna":
        return _possible(tokens, clause, genre, actor)
    if modal == "behöva" and not clause.negated and not actor:
        return None
    negative = clause.negated and not _narrow(tokens, clause)
    return Norm(
        _MODALS[modal][negative], word + (" inte" if negative else ""), _role(clause), at, _ends_open(tokens, first.at, True)
    )


def _possible(tokens: tuple[Token, ...], clause: Clause, genre: Genre, actor: bool) -> Norm | None:
    at, first = clause.finite or 0, clause.verbs[0]
    advised = any(t.low == "fördel" for t in tokens[at : at + 4])
    if not advised and (first.lemma in _HAPPENS or (genre is Genre.REPORT and not actor)):
        return None
    if genre is Genre.REGULATION and not (
        actor and first.lemma in ("medge", "besluta", "bevilja", "meddela", "förelägga")
    ):
        return None
    if clause.negated:
        return None if genre is not Genre.STEERING else Norm(Modality.PROHIBITION, "kan inte", _role(clause), at)
    return Norm(Modality.PERMISSION, "kan med fördel" if advised else "kan", _role(clause), at)


def _role(clause: Clause) -> Bearer:
    return Bearer.AGENT if clause.verbs and clause.verbs[0].passive else Bearer.SUBJECT


def _narrow(tokens: tuple[Token, ...], clause: Clause) -> bool:
    """Whether "inte" negates a part only ("inte bara", "inte enbart")."""
    for i in range(clause.start, min(clause.end, len(tokens)) - 1):
        if tokens[i].low == "inte" and tokens[i + 1].low in ("bara", "enbart", "endast", "minst"):
            return True
    return False


def _triggered(tokens: tuple[Token, ...], clause: Clause, genre: Genre, actor: bool) -> Norm | None:
    assert clause.finite is not None
    for verb in clause.verbs:
        if verb.at != clause.finite and not (
            tokens[clause.finite].low in ("kommer", "har") and verb.lemma in ("ha", "vara", "ansvara")
        ):
            continue
        for row in _BY_LEMMA.get(verb.lemma, ()):
            if row.passive is not None and row.passive != verb.passive:
                continue
            at = _completed(tokens, verb.at, clause.end, row)
            if at is None or not _fits(tokens, clause, row, genre, actor):
                continue
            modality = row.modality
            if clause.negated:
                if row.modality is Modality.PERMISSION:
                    modality = Modality.PROHIBITION
                elif row.lemma in ("ha", "vara", "ansvara", "svara", "ingå"):
                    return None  # "har inget ansvar": no norm
            return Norm(modality, row.label, row.bearer, at, _ends_open(tokens, at))
    if tokens[clause.finite].low == "är" and _task_is(tokens, clause):
        return Norm(Modality.OBLIGATION, "uppdrag är att", Bearer.SUBJECT, clause.finite, _ends_open(tokens, clause.finite))
    duty = _duty_of(tokens, clause)
    if duty is not None:
        return Norm(Modality.OBLIGATION, "är ansvar att", Bearer.OBJECT, duty - 2)
    if tokens[clause.finite].low == "har" and _has_to(tokens, clause.finite):
        return Norm(Modality.OBLIGATION, "har att", Bearer.SUBJECT, clause.finite + 1)
    if tokens[clause.finite].low == "har" and actor:
        for token in tokens[clause.finite + 1 : clause.finite + 4]:
            if token.low in ("avsatt", "åtagit", "förbundit"):
                return Norm(Modality.OBLIGATION, f"har {token.low}", Bearer.SUBJECT, clause.finite + 1)
    return None


def _completed(tokens: tuple[Token, ...], at: int, end: int, row: Trigger) -> int | None:
    if not row.words:
        return at
    if row.lemma in ("ansvara", "svara"):
        return at  # "för ... ansvarar X": what it is for may stand first
    for i in range(at + 1, min(at + _ADJOURN, end, len(tokens))):
        if tokens[i].mention or tokens[i].low not in row.words:
            continue
        if not row.then:
            return i
        for j in range(i + 1, min(i + 6, len(tokens))):
            if tokens[j].low in row.then:
                return j
        if row.lemma == "ha" and i + 1 < len(tokens) and tokens[i + 1].low == ":":
            return i
    return None


def _fits(tokens: tuple[Token, ...], clause: Clause, row: Trigger, genre: Genre, actor: bool) -> bool:
    """The pitfalls of single triggers."""
    finite = clause.finite or 0
    if row.lemma == "erbjuda":
        return actor and genre is not Genre.REPORT
    if row.lemma == "ingå":
        first = tokens[clause.start : finite]
        return bool(first) and first[0].low == "i" and tokens[finite + 1].low in ("att", "bland", "även", "också")
    if row.lemma == "föreslå" and row.passive:
        return _action_follows(tokens, clause)
    if row.lemma == "förvänta":
        return _action_follows(tokens, clause) and (actor or genre is not Genre.REPORT or bool(clause.subject))
    if row.lemma == "vara" and row.modality is Modality.RECOMMENDATION:
        return genre is Genre.STEERING
    if row.lemma == "vara" and row.modality is Modality.OBLIGATION and row.bearer is Bearer.NOBODY:
        return genre is not Genre.REPORT
    if row.modality is Modality.PERMISSION and row.lemma == "ha":
        return (
            clause.kind == "main"
            and (actor or genre is Genre.REGULATION)
            and not (genre is Genre.REPORT and any(t.low == "möjlighet" for t in tokens[finite : finite + 5]))
        )
    if row.lemma == "ha" and "ansvar" in row.words:
        return clause.kind == "main"
    if row.lemma in ("ansvara", "svara"):
        return clause.kind == "main" and form_of(tokens[finite].low) is not None
    return True


def _action_follows(tokens: tuple[Token, ...], clause: Clause) -> bool:
    finite = clause.finite or 0
    if _ends_open(tokens, finite):
        return True
    if any(t.low == "att" for t in tokens[finite + 1 : finite + 3]):
        return True
    return bool(infinitives(tokens, finite + 1, clause.end))


def _task_is(tokens: tuple[Token, ...], clause: Clause) -> bool:
    """ "Gruppens uppdrag är (bland annat) att ..."."""
    if clause.subject is None:
        return False
    task = any(t.low.startswith(_TASKS) for t in tokens[slice(*clause.subject)] if not t.mention)
    return task and any(t.low == "att" for t in tokens[(clause.finite or 0) + 1 : (clause.finite or 0) + 5])


def _duty_of(tokens: tuple[Token, ...], clause: Clause) -> int | None:
    """The token "ansvar" of "det är gruppens ansvar att ..."."""
    if tokens[clause.finite or 0].low not in ("är", "blir", "kommer"):
        return None
    for i in range((clause.finite or 0) + 2, min((clause.finite or 0) + 7, len(tokens) - 1)):
        if tokens[i].low in ("ansvar", "uppgift", "uppdrag", "skyldighet") and tokens[i - 1].mention:
            return i if tokens[i + 1].low == "att" else None
    return None


def _has_to(tokens: tuple[Token, ...], at: int) -> bool:
    for i in range(at + 1, min(at + 4, len(tokens) - 1)):
        if tokens[i].low == "att":
            form = form_of(tokens[i + 1].low)
            return form is not None and form.tense is Tense.INFINITIVE
        if tokens[i].low not in ADVERBS or tokens[i].mention:
            return False
    return False


def _ends_open(tokens: tuple[Token, ...], at: int, word_needed: bool = False) -> bool:
    """Whether nothing but "för", "att", "bland annat", "följande" stands between token `at` and the sentence's end.

    `word_needed`: one of these must stand there ("ska ansvara för:"), for "ska utses." is whole.
    """
    if word_needed and not any(t.low in ("för", "att", "följande", "annat", "uppgifter") for t in tokens[at + 1 :]):
        return False
    small = ("för", "att", "bland", "annat", "bl", "a", ".", ":", "följande", "uppgifter", "därför", "även", "också", "av", "om",
             "ansvarsområden", "delar", "bl.a", "huvudsakligen", "i", "första", "hand", "främst", "särskilt", "gemensamt", "-", "–")  # fmt: skip
    return all(t.low in small for t in tokens[at + 1 :])


def _present(tokens: tuple[Token, ...], clause: Clause, genre: Genre, actor: bool, agent: bool) -> Norm | None:
    assert clause.finite is not None
    if genre is not Genre.STEERING or not clause.verbs:
        return None
    verb = clause.verbs[0]
    if verb.at != clause.finite or verb.tense is not Tense.PRESENT:
        return None
    word = tokens[clause.finite].low
    key = verb.lemma.replace(" ", "-")
    if clause.negated:
        if verb.lemma in ("ersätta", "avse", "gälla", "omfatta", "få"):
            return Norm(Modality.PROHIBITION, f"{word} inte", Bearer.SUBJECT, clause.finite)
        return None
    if verb.lemma in _MEETS:
        return Norm(Modality.OBLIGATION, word, Bearer.SUBJECT, clause.finite)
    if verb.passive:
        if agent and verb.lemma not in ("omfatta", "beröra", "prägla", "påverka", "utgöra", "reglera", "stödja"):
            return Norm(Modality.OBLIGATION, f"{word} av", Bearer.AGENT, clause.finite)
        if key in _DONE:
            return Norm(Modality.OBLIGATION, word, Bearer.AGENT, clause.finite)
        return None
    if actor and (verb.lemma not in STATIVE or key in ("följa-upp",)):
        return Norm(Modality.OBLIGATION, word, Bearer.SUBJECT, clause.finite)
    return None
