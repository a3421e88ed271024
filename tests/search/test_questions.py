"""Twenty questions, in two wordings each, to a few of the sample agreements: the answer and what stands under it.

What must be told is a word of the documents; `a|b` is either. The answer is its sentence, its rows and the
passages beside it, as a person sees them.
"""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

QUESTIONS = [
    (1, "äldre", "Vilka överenskommelser förvaltar Samrådsgrupp Äldre?", "Vad har Samrådsgrupp Äldre hand om?"),
    (
        2,
        "Samrådsgrupp Utskrivning",
        "Vem förvaltar överenskommelsen om trygg utskrivning?",
        "Vilken grupp äger utskrivningsöverenskommelsen?",
    ),
    (
        3,
        "Länsrådet+Tjänstestyrgruppen|Samverkan Klarmark",
        "Vem fastställer riktlinjen för samverkan?",
        "Säger dokumenten olika om vem som fastställer riktlinjen?",
    ),
    (4, "kommunstyrelse+regionstyrelse", "Vem utser ledamöterna i Länsrådet?", "Av vilka utses Länsrådets ledamöter?"),
    (5, "Samverkan Klarmark", "Till vem rapporterar samrådsgrupperna?", "Vart redovisar samrådsgrupperna sitt arbete?"),
    (
        6,
        "Samverkan Klarmark",
        "Vem bereder ärenden till Länsrådet?",
        "Vilken grupp förbereder det som Länsrådet ska besluta?",
    ),
    (
        7,
        "minst fyra gånger per år|två gånger per termin",
        "Hur ofta möts Länsrådet?",
        "Hur många gånger per år sammanträder Länsrådet?",
    ),
    (
        8,
        "minst åtta gånger|minst sex",
        "Hur ofta sammanträder Tjänstestyrgruppen?",
        "Hur många möten har Tjänstestyrgruppen varje år?",
    ),
    (
        9,
        "regiondirektör+kommundirektör",
        "Vem undertecknar Klarmarksöverenskommelsen?",
        "Vilka skriver under huvudöverenskommelsen?",
    ),
    (
        10,
        "2029",
        "Hur länge gäller överenskommelsen om sammanhållen vård för äldre?",
        "När upphör överenskommelsen om sammanhållen vård för äldre?",
    ),
    (11, "samverkan kring äldre", "Vilka överenskommelser gäller inte längre?", "Vilka avtal har upphört att gälla?"),
    (12, "namngiven läkare", "Vad menas med fast läkare?", "Vad betyder begreppet fast läkare?"),
    (
        13,
        "Länsrådet",
        "Vem beslutar om att inrätta en samrådsgrupp?",
        "Vem bestämmer om en samrådsgrupp ska avvecklas?",
    ),
    (14, "årskalender+diarieföring", "Vad ansvarar sekretariatet för?", "Vilka uppgifter har sekretariatet?"),
    (
        15,
        "2017:30+2025:400",
        "Vilka lagar grundar sig huvudöverenskommelsen på?",
        "Vilka lagar hänvisar Klarmarksöverenskommelsen till?",
    ),
    (
        16,
        "Nej+ersätter inte",
        "Ersätter Klarmarksöverenskommelsen andra överenskommelser?",
        "Ersätter huvudöverenskommelsen överenskommelser för särskilda målgrupper?",
    ),
    (17, "sekretariatet", "Vem förvaltar rutinen för samordnad individuell plan?", "Vem har hand om SIP-rutinen?"),
    (18, "socialchef", "Vilka ingår i Tjänstestyrgruppen?", "Vem sitter i Tjänstemannastyrgruppen Samverkan Klarmark?"),
    (19, "HSF", "Vilken förkortning har hälso- och sjukvårdsförvaltningen?", "Vad står HSF för?"),
    (20, "procent", "Hur fördelas kostnaden för sekretariatet?", "Vad betalar regionen för sekretariatet?"),
]


@pytest.mark.parametrize(
    ("number", "wanted", "question"), [(n, w, q) for n, w, *wordings in QUESTIONS for q in wordings]
)
def test_what_is_answered(reader: TestClient, number: int, wanted: str, question: str) -> None:
    body = reader.get("/api/ask", params={"q": question}).json()
    shown = " ".join((body["answer"], str(body["rows"]), *(r["text"] for r in body["results"]))).casefold()
    missing = [w for w in wanted.split("+") if not any(one.casefold() in shown for one in w.split("|"))]
    assert not missing, (missing, body["answer"])
