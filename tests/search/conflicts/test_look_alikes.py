"""What looks like a conflict and is none is left out."""

from collections.abc import Callable

import pytest

from search.conflicts.model import Finding

Run = Callable[[list[str], list[str]], list[Finding]]

CASES = [
    (
        "samma tid med andra ord",
        ["Arbetsterapeuten ska besvara remissen inom en vecka från det att den kom in."],
        ["Arbetsterapeuten ska besvara remissen inom sju dagar från det att den kom in."],
    ),
    (
        "två gånger per termin är fyra gånger per år",
        ["Ledningsgruppen Vårdgemensam sammanträder fyra gånger per år."],
        ["Ledningsgruppen Vårdgemensam möts två gånger per termin."],
    ),
    (
        "olika grupper",
        ["Ledningsgruppen Vårdgemensam sammanträder minst fyra gånger per år."],
        ["Presidiet för Hälsa sammanträder minst åtta gånger per år."],
    ),
    (
        "olika målgrupper",
        ["Tandhälsobedömning erbjuds minst en gång per år för barn som är placerade i familjehem."],
        ["Tandhälsobedömning erbjuds minst två gånger per år för personer som bor i särskilt boende."],
    ),
    (
        "allmän och särskild regel",
        ["Hjälpmedelskonsulenten ska lämna svar inom tio dagar."],
        ["Är behovet akut ska hjälpmedelskonsulenten lämna svar inom två dagar."],
    ),
    (
        "egna giltighetstider",
        ["Överenskommelsen gäller till och med den 31 december 2027."],
        ["Överenskommelsen gäller till och med den 31 december 2029."],
    ),
    (
        "egna uppsägningstider",
        ["Avtalet kan sägas upp med tolv månaders varsel."],
        ["Avtalet kan sägas upp med sex månaders varsel."],
    ),
    (
        "samma definition",
        ["Med anhörig avses den som hjälper en närstående i vardagen."],
        ["Med anhörig avses den person som i vardagen hjälper en närstående."],
    ),
    (
        "bereda och besluta",
        ["Förslag till budget för välfärdsteknik bereds av Styrgruppen Nära Vård."],
        ["Budget för välfärdsteknik beslutas av Hälsorådet Gotland."],
    ),
    (
        "vars ledamöter",
        ["Kommunernas ledamöter utses av respektive kommunstyrelse."],
        ["Regionens ledamöter utses av regionstyrelsen."],
    ),
    (
        "en minst, en exakt inom den",
        ["Ledningsgruppen Vårdgemensam sammanträder minst fyra gånger per år."],
        ["Ledningsgruppen Vårdgemensam sammanträder sex gånger per år."],
    ),
    (
        "samma mening",
        ["Regionen ansvarar för utprovning av kompressionsstrumpor."],
        ["Regionen ansvarar för utprovning av kompressionsstrumpor."],
    ),
    (
        "rätt lagnummer i båda",
        ["Samverkan grundas på patientlagen (2014:821)."],
        ["Samverkan bygger på hälso- och sjukvårdslagen (2017:30) och patientlagen (2014:821)."],
    ),
]


@pytest.mark.parametrize(("one", "other"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_no_conflict(compare_lines: Run, one: list[str], other: list[str]) -> None:
    assert [(f.type, f.a.quote, f.b.quote) for f in compare_lines(one, other)] == []
