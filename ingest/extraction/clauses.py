"""Swedish clauses by rule: subject, verb group, voice, object, agent, adverbials.

The finite verb of a main clause stands second (V2), so what precedes it is the subject or, where it
starts with a preposition, an adverb or a subordinate clause, an adverbial with the subject after the
verb. Subordinate clauses open with att, som, om, när, ...; clauses coordinated without a subject of
their own share that of the clause before. After Swedish Academy Grammar (Teleman et al., 1999), much
simplified; a parser model could take the place of `clauses` and give the same dataclass.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.extraction.units import Token
from ingest.extraction.verbs import MODALS, Tense, VerbForm, form_of
from ingest.extraction.wordlists import words

NEGATIONS = words(
    """
    inte ej aldrig icke inga ingen inget varken
    """
)
PREPOSITIONS = words(
    """
    av till från för i på med om enligt genom under över efter före inför inom mellan mot hos utan vid kring
    utifrån angående avseende gällande beträffande rörande utöver förutom trots per via åt ur bland innan runt
    omkring gentemot beroende oavsett tillsammans utefter såsom exempelvis inklusive exklusive hösten våren
    """
)
ADVERBS = words(
    """
    inte ej aldrig även också då därefter därför därigenom därmed därtill dessutom vidare alltid ofta normalt
    gemensamt tillsammans nedan ovan här där sedan löpande regelbundet årligen kontinuerligt särskilt endast
    bara i-första-hand dock således sålunda följaktligen samtidigt vanligtvis själva själv främst huvudsakligen
    snarast omgående skriftligen skriftligt muntligen självständigt aktivt alltså annars först numera idag sist
    slutligen ytterligare helst så när till-exempel sammantaget sammanfattningsvis ibland oftast normalt åter
    bägge vardera lämpligen huvudsak särskild följande inledningsvis formellt regelmässigt successivt
    fortlöpande dels härutöver härvid därvid framöver tidigare senast minst vartannat varannan fortsatt
    omedelbart självklart solidariskt ömsesidigt kvartalsvis månadsvis
    """
)
SUBORDINATORS = words(
    """
    att som om när där vilka vilken vilket eftersom såvida medan innan sedan tills förrän ifall därför-att
    trots-att då hur huruvida varför vad vem vilkas vars ju
    """
)
COORDINATORS = words(
    """
    och samt eller men , ; respektive alternativt
    """
)
DETERMINERS = words(
    """
    den det de denna detta dessa en ett varje respektive båda bägge samtliga alla sådan sådana sådant aktuell
    aktuella någon något några vissa övriga berörda berörd gällande gemensamma gemensam gemensamt nya ny nytt
    befintliga befintlig länets sina sin sitt andra annan annat flera följande ingen inga inget samma
    ovanstående nämnda egna egen lokala lokal regionala regional särskild särskilda tillfälliga ansvarig
    ansvariga vardera även
    """
)
# verbs after which "som" is "as"
_AS = words(
    """
    se anse betrakta räkna definiera beteckna klassa fungera tjäna verka utse uppfatta agera
    """
)
_AUXILIARY = frozenset({"kunna", "behöva", "få", "börja", "fortsätta", "låta", "vilja"})
_ASKING = frozenset({"hur", "var", "vilka", "vilken", "vilket", "vem", "vad"})
_MARKS = frozenset({"(", ")", "”", '"', "–", "-", "•"})
_PHRASES = {
    ("följa", "upp"): "följa upp",
    ("ta", "fram"): "ta fram",
    ("arbeta", "fram"): "ta fram",
    ("ta", "emot"): "ta emot",
    ("ta", "ställning"): "ta ställning",
    ("se", "över"): "se över",
    ("se", "till"): "se till",
    ("stämma", "av"): "stämma av",
    ("skriva", "under"): "underteckna",
    ("ha", "hand"): "ha hand om",
    ("lyfta", "fram"): "lyfta fram",
    ("lyfta", "upp"): "lyfta",
    ("lägga", "fram"): "lägga fram",
    ("göra", "upp"): "göra upp",
    ("hålla", "ihop"): "hålla ihop",
    ("dra", "in"): "dra in",
}


@dataclass(slots=True)
class Verb:
    """A verb of the verb group: its place among the tokens, and its reading."""

    at: int
    lemma: str
    passive: bool
    tense: Tense


@dataclass(slots=True)
class Clause:
    """A clause as token indexes. `subject` is None where it is not said (infinitives, coordination)."""

    kind: str  # "main", or the subordinator: "att", "som", "när", ...
    start: int
    end: int = 0
    finite: int | None = None
    modal: str | None = None  # lemma of the modal that is the finite verb
    verbs: list[Verb] = field(default_factory=list)  # main verbs, coordinated and infinitives governed
    subject: tuple[int, int] | None = None
    before: Clause | None = None  # the clause that this one is coordinated with and shares its subject
    after: int = 0  # where what follows the verb group starts
    inverted: bool = False
    negated: bool = False
    late: int | None = None  # an infinitive after a relative clause in the subject


def reading(token: Token) -> VerbForm | None:
    """The token as a verb, modals excepted."""
    return None if token.mention else form_of(token.low)


def is_finite(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether token `i` is a finite verb (present or past)."""
    token = tokens[i]
    if token.mention:
        return False
    if token.low in MODALS:
        return True
    form = form_of(token.low)
    if form is None or form.tense not in (Tense.PRESENT, Tense.PAST):
        return False
    previous = tokens[i - 1] if i else None
    if previous and not previous.mention:
        # an s-form after "att" or a modal is an infinitive; after an article it is a noun
        if previous.low == "att" and form.passive:
            return False
        if (
            previous.low in ("ett", "en", "den", "det", "de", "sin", "sitt", "sina")
            and not form.passive
            and i + 1 < len(tokens)
        ):
            return previous.low in ("det", "de", "den")
    return True


def clauses(tokens: tuple[Token, ...]) -> list[Clause]:
    """The finite clauses of a sentence, in order of their finite verbs."""
    stack: list[Clause] = [Clause("main", 0)]
    done: list[Clause] = []
    link = -1  # index of the last coordinator since the last finite verb
    for i, token in enumerate(tokens):
        if token.mention:
            continue
        if token.low in COORDINATORS:
            link = i
        if _opens(tokens, i):
            if not (token.low == "som" and stack[-1].kind in _ASKING and stack[-1].finite is None):
                stack.append(Clause(token.low, i))  # "hur många grupper som ..." is one clause
            continue
        if not is_finite(tokens, i):
            continue
        if _infinitive_here(tokens, i):
            continue
        clause = stack[-1]
        governor = _waiting(tokens, stack, i)
        if governor is not None:
            governor.late = i  # "bör organisationer som företräder dem ges möjlighet"
            while stack[-1] is not governor:
                stack.pop()
            continue
        while clause.finite is not None and len(stack) > 1 and not _coordinated(tokens, link, clause, i):
            stack.pop()
            clause = stack[-1]
        if clause.finite is not None:
            # a new clause beside this one
            linked = link > clause.finite
            sibling = Clause(clause.kind, link + 1 if linked else i)
            if linked and (link + 1 == i or _only_adverbs(tokens, link + 1, i)):
                sibling.before = clause
            elif not linked or _relative_time(tokens, link, i):
                sibling.kind = "rel"
            stack[-1] = sibling
            clause = sibling
        clause.finite = i
        done.append(clause)
        link = -1
    _finish(tokens, done)
    return done


def _waiting(tokens: tuple[Token, ...], stack: list[Clause], i: int) -> Clause | None:
    """The clause around the open one whose modal still lacks its infinitive, where `i` is an s-form."""
    form = form_of(tokens[i].low)
    if form is None or not form.passive or stack[-1].finite is None:
        return None
    for clause in reversed(stack[:-1]):
        if clause.finite is None or clause.late is not None or tokens[clause.finite].low not in MODALS:
            continue
        between = tokens[clause.finite + 1 : stack[-1].start]
        if not any((f := form_of(t.low)) and f.tense is Tense.INFINITIVE for t in between if not t.mention):
            return clause
    return None


def _opens(tokens: tuple[Token, ...], i: int) -> bool:
    low = tokens[i].low
    if low == "fall" and i >= 2 and tokens[i - 1].low in ("det", "de") and tokens[i - 2].low == "i":
        return _finite_soon(tokens, i + 1)
    if low not in SUBORDINATORS:
        return False
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is None:
        return False
    if low == "att":
        return not _infinitive_follows(tokens, i + 1)
    if low == "som":
        # "som stöd för", "fungerar som styrgrupp": no clause without a finite verb soon
        before = form_of(tokens[i - 1].low) if i else None
        if before is not None and before.lemma in _AS:
            return False
        return _finite_soon(tokens, i + 1)
    if low in ("om", "sedan", "då", "innan", "när", "där", "medan"):
        return _finite_soon(tokens, i + 1) and (i == 0 or low not in ("om", "sedan") or _plausible_om(tokens, i))
    return True


def _plausible_om(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether "om" after word `i - 1` is "if": at a comma or a clause's start, not after a noun it belongs to."""
    previous = tokens[i - 1]
    if previous.low in (",", "(", "och", "eller", "samt", "även", "men", "inte"):
        return True
    following = tokens[i + 1]
    if following.low in ("inget", "inte", "det", "någon", "något", "detta", "en", "ett") or following.mention:
        return is_finite(tokens, min(i + 2, len(tokens) - 1)) or _next_finite(tokens, i + 1) - i <= 4
    return False


def _next_finite(tokens: tuple[Token, ...], i: int) -> int:
    for j in range(i, len(tokens)):
        if is_finite(tokens, j):
            return j
    return len(tokens) + 100


def _finite_soon(tokens: tuple[Token, ...], i: int) -> bool:
    for j in range(i, min(i + 14, len(tokens))):
        if tokens[j].low in (";", ":"):
            return False
        if is_finite(tokens, j):
            return True
        form = form_of(tokens[j].low)
        if form and form.tense is Tense.INFINITIVE and form.passive:
            return False  # "ska det som en del i arbetet göras en översyn"
    return False


def _infinitive_follows(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether "att" before token `i` is the infinitive mark."""
    for j in range(i, min(i + 7, len(tokens))):
        token = tokens[j]
        if token.mention:
            return False
        form = form_of(token.low)
        if form and (form.tense is Tense.INFINITIVE or (form.passive and j == i)):
            return True
        if token.low in MODALS or (form and form.tense in (Tense.PRESENT, Tense.PAST)):
            return False
        if token.low in DETERMINERS and j == i:
            return False
        if token.low.endswith(("na", "ra", "ta", "ka", "la", "sa", "da", "ja")) and j == i and not form:
            return True  # a verb that the list lacks
    return False


def _infinitive_here(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the s-form `i` is an infinitive: governed by a modal or "att", beside another infinitive or alone."""
    form = form_of(tokens[i].low)
    if form is None or not form.passive:
        return False
    joined = i > 0 and (tokens[i - 1].low in COORDINATORS or tokens[i - 1].low in ADVERBS)
    for j in range(i - 1, max(-1, i - 25), -1):
        token = tokens[j]
        if token.mention:
            continue
        if token.low in MODALS or (token.low == "kommer" and i - j <= 4):
            return True
        if token.low == "att":
            return _infinitive_follows(tokens, j + 1)
        other = form_of(token.low)
        if other and (other.tense is Tense.INFINITIVE or other.passive):
            if not joined and not (other.lemma in _AUXILIARY and _only_adverbs(tokens, j + 1, i)):
                return False  # "att säkerställa tydlighet formuleras uppdrag"
        elif other and other.tense in (Tense.PRESENT, Tense.PAST) and not other.passive:
            return False
        if token.low in SUBORDINATORS or token.low in (";", ":"):
            return False
    return False


def _coordinated(tokens: tuple[Token, ...], link: int, clause: Clause, i: int) -> bool:
    """Whether the finite verb `i` continues `clause` (a subordinate one) after a coordinator."""
    if clause.finite is None or link <= clause.finite:
        return False
    if not (link + 1 == i or _only_adverbs(tokens, link + 1, i)):
        return False
    if tokens[link].low == ",":
        return False
    first, second = form_of(tokens[clause.finite].low), form_of(tokens[i].low)
    if first is None or second is None:
        return first is second
    return first.passive == second.passive


def _relative_time(tokens: tuple[Token, ...], link: int, i: int) -> bool:
    """Whether "..., året före uppdraget ska gälla" stands between the comma and the verb: no clause of its own."""
    between = [t.low for t in tokens[link + 1 : i]]
    return tokens[link].low == "," and any(w in ("året", "år", "dagen", "dag", "före", "tid", "tiden") for w in between)


def _only_adverbs(tokens: tuple[Token, ...], start: int, end: int) -> bool:
    return all(t.low in ADVERBS for t in tokens[start:end])


def _finish(tokens: tuple[Token, ...], done: list[Clause]) -> None:
    for number, clause in enumerate(done):
        limit = done[number + 1].start if number + 1 < len(done) else len(tokens)
        following = next((c for c in done[number + 1 :] if c.start > (clause.finite or 0)), None)
        clause.end = (
            following.start if following and following.kind == clause.kind and not _opened(following) else len(tokens)
        )
        if following and _opened(following):
            clause.end = _end_of(tokens, done, number, limit)
        _verb_group(tokens, clause)
        if clause.before is not None:
            clause.subject, clause.inverted = clause.before.subject, clause.before.inverted
        elif clause.kind != "rel":
            _find_subject(tokens, clause)
        clause.negated = _negated(tokens, clause)
    _clefts(tokens, done)


def _negated(tokens: tuple[Token, ...], clause: Clause) -> bool:
    """Negation at the verb group, or "inga" at the start of the subject; not one deeper in the sentence."""
    finite = clause.finite or 0
    lo = finite - 2 if clause.kind != "main" else finite
    hi = finite + 3
    if clause.verbs:
        hi = max(hi, min(clause.verbs[0].at, finite + 12))
    if clause.subject and not clause.before:
        start, stop = clause.subject
        if clause.inverted:
            hi = max(hi, stop + 1)
        elif any(t.low in ("inga", "ingen", "inget", "varken") for t in tokens[start : min(start + 2, stop)]):
            return True
    return any(t.low in NEGATIONS for t in tokens[max(lo, clause.start) : min(hi, clause.end)])


def _clefts(tokens: tuple[Token, ...], done: list[Clause]) -> None:
    """ "Det är X som fastställer Y": the relative clause is the statement, with X as its subject."""
    for first, second in zip(done, done[1:], strict=False):
        if first.kind != "main" or second.kind != "som" or second.subject is not None:
            continue
        at = first.finite or 0
        if tokens[at].low == "är" and at == first.start + 1 and tokens[at - 1].low == "det" and second.start > at + 1:
            second.kind, second.subject = "main", (at + 1, second.start)


def _opened(clause: Clause) -> bool:
    return clause.kind != "main"


def _end_of(tokens: tuple[Token, ...], done: list[Clause], number: int, limit: int) -> int:
    """A clause goes on through its subordinate clauses to the next clause of its own kind."""
    clause = done[number]
    for other in done[number + 1 :]:
        if other.kind == clause.kind == "main" and other.start > (clause.finite or 0):
            return other.start
    return (
        len(tokens)
        if clause.kind == "main"
        else max(limit, (clause.finite or 0) + 1)
        if limit > (clause.finite or 0)
        else len(tokens)
    )


def _verb_group(tokens: tuple[Token, ...], clause: Clause) -> None:
    """The verbs that the finite one governs: infinitives after a modal, "att" infinitives, coordination."""
    at = clause.finite
    assert at is not None
    low = tokens[at].low
    clause.after = at + 1
    if low in MODALS:
        clause.modal = MODALS[low]
    else:
        form = form_of(low)
        assert form is not None
        clause.verbs.append(_verb(tokens, at, form))
    clause.verbs.extend(infinitives(tokens, at + 1, clause.end))
    if clause.modal and not clause.verbs and clause.late is None:
        clause.verbs.extend(_beyond(tokens, at + 1, clause.end))
    late = form_of(tokens[clause.late].low) if clause.late is not None else None
    if late is not None and clause.late is not None:
        clause.verbs.insert(0, _verb(tokens, clause.late, late))
    if clause.modal and clause.verbs:
        clause.after = clause.verbs[0].at + 1


def infinitives(tokens: tuple[Token, ...], start: int, end: int) -> list[Verb]:
    """Infinitives between two tokens, up to the next subordinate clause with a finite verb."""
    found: list[Verb] = []
    for i in range(start, min(end, len(tokens))):
        token = tokens[i]
        if token.mention:
            continue
        if i > start and ((_opens(tokens, i) and token.low != "att") or is_finite(tokens, i) and not _infinitive_here(tokens, i)):
            break
        form = form_of(token.low)
        if form and (form.tense is Tense.INFINITIVE or (form.passive and _infinitive_here(tokens, i))):
            found.append(_verb(tokens, i, form))
        elif form is None and not found and _unknown_infinitive(tokens, i):
            found.append(_verb(tokens, i, VerbForm(token.low.removesuffix("s"), Tense.INFINITIVE, token.low.endswith("s"))))
    return found


def _beyond(tokens: tuple[Token, ...], start: int, end: int) -> list[Verb]:
    """The infinitive after a clause in between ("ska, när beslut är fattat, lämna underlag")."""
    passed = False
    for i in range(start, min(end, len(tokens))):
        if tokens[i].low in MODALS:
            return []
        passed = passed or is_finite(tokens, i)
        form = form_of(tokens[i].low) if not tokens[i].mention else None
        if passed and form and form.tense is Tense.INFINITIVE and tokens[i - 1].low != "att":
            return infinitives(tokens, i, end)
    return []


def _unknown_infinitive(tokens: tuple[Token, ...], i: int) -> bool:
    """A word in -a or -as right after a modal or "att" that the verb list lacks ("ska avlasta")."""
    low = tokens[i].low
    if i == 0 or len(low) < 5 or not low.endswith(("a", "as")) or low in DETERMINERS or low in ADVERBS:
        return False
    before = tokens[i - 1].low
    if before == "inte" and i > 1:
        before = tokens[i - 2].low
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    noun_next = following is not None and not following.mention and following.low.endswith(("er", "ar", "or", "en", "et", "na"))
    return before in ("ska", "skall", "bör", "måste") or (before == "att" and not noun_next)


def _verb(tokens: tuple[Token, ...], at: int, form: VerbForm) -> Verb:
    lemma = form.lemma
    for j in range(at + 1, min(at + 6, len(tokens))):
        particle = tokens[j].low
        if (lemma, particle) in _PHRASES:
            lemma = _PHRASES[(lemma, particle)]
            break
        if tokens[j].mention or particle in (",", ".", ";"):
            continue
    return Verb(at, lemma, form.passive, form.tense)


def _find_subject(tokens: tuple[Token, ...], clause: Clause) -> None:
    """The noun phrase before the finite verb, or after it where something else is first."""
    finite = clause.finite
    assert finite is not None
    start = clause.start
    while start < finite and (tokens[start].low in COORDINATORS or tokens[start].low in _MARKS):
        start += 1
    if clause.kind != "main":
        opener = tokens[start].low
        start += 1
        while start < finite and tokens[start].low in ADVERBS:
            start += 1
        if start < finite:
            clause.subject = (start, finite)
        elif opener in ("som", "vilka", "vilket", "vilken"):
            clause.subject = None
        return
    first = tokens[start] if start < finite else None
    fronted = first is None or (
        not first.mention
        and (
            first.low in PREPOSITIONS
            or (first.low in ADVERBS and first.low not in DETERMINERS)
            or first.low in SUBORDINATORS
            or first.low in ("i", "enligt")
        )
        and first.low not in ("bägge", "följande")
    )
    if not fronted or (first is not None and first.low in _ASKING):
        clause.subject = (start, finite)
        return
    clause.inverted = True
    at = finite + 1
    while at < clause.end and tokens[at].low in ADVERBS and not tokens[at].mention:
        at += 1
    stop = at
    while stop < clause.end:
        token = tokens[stop]
        if not token.mention:
            if token.low in ADVERBS and token.low not in DETERMINERS:
                break
            if any(verb.at == stop for verb in clause.verbs):
                break
            if token.low in SUBORDINATORS or token.low in (":", ";", "."):
                break
            if token.low in ("ansvar", "ansvaret", "beslut", "skyldighet", "uppdrag", "att"):
                break
        stop += 1
    if stop > at:
        clause.subject = (at, stop)
