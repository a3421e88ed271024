"""Each rule finds its conflict between two agreements, and names the values."""

from collections.abc import Callable

import pytest

from search.conflicts.model import Finding
from search.conflicts.rules import RULES

Run = Callable[[list[str], list[str]], list[Finding]]

CASES = [
    (
        "frist",
        ["Läkaren ska besvara remissen om dietist inom fem dagar från det att den kom in."],
        ["Läkaren ska besvara remissen om dietist inom två veckor från det att den kom in."],
        "frist",
    ),
    (
        "vardagar är inte dagar",
        ["Underrättelsen om utlokalisering besvaras av arbetsterapeuten inom tre dagar."],
        ["Underrättelsen om utlokalisering besvaras av arbetsterapeuten inom tre vardagar."],
        "frist",
    ),
    (
        "belopp",
        ["Varje kommun betalar en serviceavgift om 12 kronor per invånare till inköpscentralen."],
        ["Varje kommun betalar en serviceavgift om 15 kronor per invånare till inköpscentralen."],
        "belopp",
    ),
    (
        "andel",
        ["Kostnaden för kansliet fördelas med 40 procent på regionen och 60 procent på kommunerna."],
        ["Kostnaden för kansliet fördelas med 55 procent på regionen och 45 procent på kommunerna."],
        "andel",
    ),
    (
        "åldersgräns",
        ["Syncentralen Utsikten tar emot ungdomar till och med 21 år."],
        ["Syncentralen Utsikten tar emot ungdomar till och med 25 år."],
        "åldersgräns",
    ),
    (
        "mötesfrekvens",
        ["Ledningsgruppen Vårdgemensam sammanträder minst fyra gånger per år."],
        ["Ledningsgruppen Vårdgemensam har möte minst sex gånger per år."],
        "mötesfrekvens",
    ),
    (
        "frekvens",
        ["Riskbedömning av fallskador görs minst en gång per år i vårdboendet."],
        ["Riskbedömning av fallskador görs minst två gånger per år i vårdboendet."],
        "frekvens",
    ),
    (
        "sammansättning",
        ["Rådet Gemensam Hälsa består av tolv ledamöter."],
        ["Rådet Gemensam Hälsa består av nio ledamöter."],
        "sammansättning",
    ),
    (
        "förbud mot föreskrift",
        ["En journalkopia om smittskydd får inte skickas med telefax."],
        ["En journalkopia om smittskydd ska skickas med telefax."],
        "modalitet",
    ),
    (
        "ska mot bör",
        ["Varje vårdplan ska innehålla en namngiven kontaktperson och ett mål."],
        ["Varje vårdplan bör innehålla en namngiven kontaktperson och ett mål."],
        "modalitetsstyrka",
    ),
    (
        "ansvar",
        ["Regionen ansvarar för utprovning av kompressionsstrumpor till personer som bor i stödboende."],
        ["Kommunen ansvarar för utprovning av kompressionsstrumpor till personer som bor i stödboende."],
        "ansvar",
    ),
    (
        "beslutsrätt",
        ["Styrgruppen Nära Vård beslutar om fördelning av utvecklingsmedel för välfärdsteknik."],
        ["Fördelning av utvecklingsmedel för välfärdsteknik beslutas av Presidiet för Hälsa."],
        "beslutsrätt",
    ),
    (
        "delegering",
        ["Beslut om att inrätta ett lokalt vårdråd fattas av Hälsorådet och får inte delegeras."],
        ["Hälsorådet uppdrar åt Styrgruppen Nära Vård att besluta om att inrätta ett lokalt vårdråd."],
        "mandat",
    ),
    (
        "rapporteringsväg",
        ["Arbetsgruppen Läkemedel rapporterar till Styrgruppen Nära Vård."],
        ["Arbetsgruppen Läkemedel rapporterar till Hälsorådet Gotland."],
        "rapporteringsväg",
    ),
    (
        "definition",
        ["Med anhörig avses den som hjälper en närstående i vardagen."],
        ["Med anhörig avses make, maka, förälder eller myndigt syskon."],
        "definition",
    ),
    (
        "förkortning",
        ["Arbetet leds av Gemensam Vårdplanering Norr (GVN) i hela länet."],
        ["Frågan hanteras av GVN (gemensamt vårdråd för närsjukvård)."],
        "definition",
    ),
    (
        "ett namn för två",
        ["Ärenden bereds av ett utskott med tre chefer (nedan kallat Kvartetten)."],
        ["Inköp granskas av ekonomernas nätverk (nedan kallat Kvartetten)."],
        "namn",
    ),
    (
        "giltighet",
        ["Överenskommelse om palliativ vård gäller till och med den 31 december 2027."],
        ["Överenskommelse om palliativ vård gäller till och med den 31 december 2028."],
        "giltighet",
    ),
    (
        "upphörd",
        ["Överenskommelse om palliativ vård gäller tills vidare."],
        ["Överenskommelse om palliativ vård upphörde att gälla den 30 juni 2024."],
        "dokumentstatus",
    ),
    (
        "parter",
        ["Överenskommelse om läkemedelshantering mellan Region Gotland och Försäkringskassan."],
        ["Överenskommelse om läkemedelshantering mellan Region Gotland och Arbetsförmedlingen."],
        "part",
    ),
    (
        "gemensam eller var för sig",
        ["Parterna har en gemensam process för att revidera samverkansdokument."],
        ["Parterna har var för sig dokumenterade processer för att revidera samverkansdokument."],
        "omfattning",
    ),
    (
        "lagens nummer",
        ["Samverkan grundas på patientlagen (2014:281)."],
        ["Samverkan grundas på patientlagen (2014:821)."],
        "författningsnummer",
    ),
]


@pytest.mark.parametrize(("one", "other", "kind"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_conflict_is_found(compare_lines: Run, one: list[str], other: list[str], kind: str) -> None:
    found = compare_lines(one, other)
    assert kind in {f.type for f in found}
    first = next(f for f in found if f.type == kind)
    assert {first.a.document.id, first.b.document.id} == {
        "överenskommelse-om-hemsjukvård",
        "överenskommelse-om-rehabilitering",
    }
    assert first.severity in ("hög", "medel", "låg")
    assert 0.5 <= first.confidence <= 1


@pytest.mark.parametrize("rule", RULES, ids=lambda r: str(r.__name__))
def test_every_rule_tells_users_what_it_does(rule: Callable[..., object]) -> None:
    assert rule.__doc__ and rule.__doc__.strip().endswith(".")
