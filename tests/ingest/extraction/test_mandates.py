from __future__ import annotations

import pytest

# lines -> groups with a mandate, in order
MANDATES = [
    (["Ledningsgruppen ger Samrådet i uppdrag att se över planen."], ["Samrådet"]),
    (["Kommunen uppdrar åt Arbetsutskottet att bereda frågan."], ["Arbetsutskottet"]),
    (["Ledningsgruppen fastställer planen."], ["Ledningsgruppen"]),
    (["Planen beslutas av Ledningsgruppen."], ["Ledningsgruppen"]),
    (["Sekretariatet har i uppdrag att samordna mötena."], ["Sekretariatet"]),
    (["Samrådet kan uppdra åt Arbetsutskottet att ta fram underlag."], ["Samrådet"]),
    (["Sekretariatet ansvarar för:", "- planering", "- beredning"], ["Sekretariatet", "Sekretariatet"]),
    (["Samrådets syfte är att", "- vara arena för dialog", "- sprida kunskap"], ["Samrådet", "Samrådet"]),
    (["# Samrådet", "Uppdrag Stödja det lokala arbetet."], ["Samrådet"]),
    (["Hinder rapporteras till Ledningsgruppen genom Samrådet."], ["Samrådet", "Ledningsgruppen"]),
    (["Kanslichefen ska kalla till möten."], ["Kanslichefen"]),
    (["Tekniska nämnden utser ledamöterna."], ["Tekniska nämnden"]),
    (["Samrådet är ett forum för dialog."], ["Samrådet"]),
    (["Kommunen ska lämna uppgifter."], []),
    (["Regionen växer och Samrådet finns kvar."], []),
]


@pytest.mark.parametrize(("lines", "groups"), MANDATES, ids=[lines[-1][:44] for lines, _ in MANDATES])
def test_mandates(facts_of, lines, groups):
    found = [m.group for m in facts_of(*lines).mandates]
    assert found[: len(groups)] == groups
    assert bool(found) == bool(groups)


def test_a_mandate_has_its_verb_and_text(facts_of):
    row = facts_of("Sekretariatet ansvarar för:", "- bereda underlag till Samrådet").mandates[0]
    assert (row.verb, row.text, row.evidence.quote) == (
        "ansvarar för",
        "bereda underlag till Samrådet",
        "bereda underlag till Samrådet",
    )
