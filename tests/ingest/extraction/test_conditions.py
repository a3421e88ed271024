from __future__ import annotations

import pytest

from ingest.artifact import Metadata, Status
from ingest.extraction.conditions import terms_of
from ingest.extraction.status import genre_of, status_of
from ingest.extraction.triggers import Genre


@pytest.mark.parametrize(
    ("sentence", "frequency"),
    [
        ("Gruppen träffas fyra gånger per år.", "fyra gånger per år"),
        ("Gruppen möts minst sex (6) gånger per år.", "minst sex (6) gånger per år"),
        ("Det hålls en till två möten per termin.", "en till två möten per termin"),
        ("Planen ses över vartannat år.", "vartannat år"),
        ("Avstämning görs varannan vecka.", "varannan vecka"),
        ("Utfallet redovisas kvartalsvis.", "kvartalsvis"),
        ("Inför varje kalenderår beslutas om mål.", "Inför varje kalenderår"),
        ("Gruppen träffas en gång i månaden.", "en gång i månaden"),
        ("Gruppen beslutar om mål.", None),
    ],
)
def test_frequency(sentence, frequency):
    assert terms_of(sentence).frequency == frequency


@pytest.mark.parametrize(
    ("sentence", "deadline"),
    [
        ("Svar lämnas senast den 1 mars.", "senast den 1 mars"),
        ("Svar lämnas inom tre arbetsdagar.", "inom tre arbetsdagar"),
        ("Svar lämnas inom 24 timmar.", "inom 24 timmar"),
        ("Planen antas före den 31 december 2026.", "före den 31 december 2026"),
        ("Anmälan görs utan dröjsmål.", "utan dröjsmål"),
        ("Arbetet inleds under hösten 2026.", "under hösten 2026"),
        ("Svar lämnas till nämnden.", None),
    ],
)
def test_deadline(sentence, deadline):
    assert terms_of(sentence).deadline == deadline


@pytest.mark.parametrize(
    ("sentence", "condition"),
    [
        ("Vid behov kallas till extra möte.", "Vid behov"),
        ("Om parterna är oense prövas frågan av nämnden.", "Om parterna är oense prövas frågan av nämnden"),
        ("Frågan löses lokalt, såvida den inte är principiell.", "såvida den inte är principiell"),
        ("Mallen används i de fall parterna är överens.", "i de fall parterna är överens"),
        ("Planen antas efter samråd med kommunerna.", "efter samråd med kommunerna"),
        ("Planen antas.", None),
    ],
)
def test_condition(sentence, condition):
    assert terms_of(sentence).condition == condition


@pytest.mark.parametrize(
    ("section", "document", "sentence", "status"),
    [
        (Status.IN_FORCE, Status.IN_FORCE, "Gruppen beslutar.", Status.IN_FORCE),
        (Status.PROPOSED, Status.IN_FORCE, "Gruppen beslutar.", Status.PROPOSED),
        (Status.IN_FORCE, Status.PROPOSED, "Gruppen beslutar.", Status.PROPOSED),
        (Status.IN_FORCE, Status.IN_FORCE, "Gruppen föreslås besluta.", Status.PROPOSED),
        (Status.IN_FORCE, Status.IN_FORCE, "Gruppen kommer att besluta.", Status.PLANNED),
        (Status.HISTORICAL, Status.IN_FORCE, "Gruppen föreslås besluta.", Status.HISTORICAL),
    ],
)
def test_status(section, document, sentence, status):
    assert status_of(section, Metadata("", "", document), sentence) is status


@pytest.mark.parametrize(
    ("type_", "genre"),
    [
        ("överenskommelse", Genre.STEERING),
        ("samverkansavtal", Genre.STEERING),
        ("riktlinje", Genre.STEERING),
        ("arbetsordning", Genre.STEERING),
        ("föreskrift", Genre.REGULATION),
        ("allmänna råd", Genre.REGULATION),
        ("förstudie", Genre.REPORT),
        ("tjänsteutlåtande", Genre.REPORT),
        ("", Genre.REPORT),
    ],
)
def test_genre(type_, genre):
    assert genre_of(Metadata("", type_)) is genre
