"""Which county a document is about."""

from __future__ import annotations

import pytest

from ingest.structure.counties import county_of

CASES = [
    (["Region Uppsala och kommunerna i Uppsala län", "Region Uppsala ansvarar"], "Uppsala län"),
    (["Knivsta kommun", "Håbo kommun och Enköpings kommun"], "Uppsala län"),
    (["Region Uppsala, Region Skåne, Region Kalmar län, Region Halland"], None),
    (["samverkan i länet", "regionen och kommunerna"], None),
    # counties that the register does not hold are known by their form
    (["Kommunerna i Fjällmarks län och Region Fjällmark"], "Fjällmarks län"),
    (["Region Fjällmarks ansvar", "Region Fjällmark betalar"], "Fjällmarks län"),
    (["Region och kommun i samma län"], None),
]


@pytest.mark.parametrize(("texts", "county"), CASES)
def test_county(texts: list[str], county: str | None) -> None:
    assert county_of(texts) == county
