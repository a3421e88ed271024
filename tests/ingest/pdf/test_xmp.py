"""Metadata in XMP fills what the document information dictionary leaves open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from ingest.pdf.lines import Limits
from ingest.pdf.reading import read_pdf
from ingest.pdf.xmp import with_xmp
from tests.ingest.pdf.conftest import LETTER, written

PACKET = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:title><rdf:Alt><rdf:li xml:lang="en">Agreement</rdf:li>
<rdf:li xml:lang="sv-SE">Avtal om  skolskjuts</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>Kansliet</rdf:li></rdf:Seq></dc:creator>
<xmp:CreateDate>2024-03-05T08:00:00Z</xmp:CreateDate>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def _packed(path: Path, packet: bytes) -> Path:
    writer = PdfWriter(clone_from=path)
    writer.metadata = None
    stream = DecodedStreamObject()
    stream.set_data(packet)
    stream.update({NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")})
    writer.root_object[NameObject("/Metadata")] = writer._add_object(stream)
    target = path.with_name("med-xmp.pdf")
    writer.write(target)
    return target


def test_xmp_fills_what_is_missing(make: Callable[..., Path]) -> None:
    info = read_pdf(_packed(make(written(LETTER)), PACKET.encode()), Limits(), None).info or {}
    assert info["title"] == "Avtal om skolskjuts"
    assert info["author"] == "Kansliet"
    assert info["created"].startswith("2024-03-05T08:00:00")


def test_the_dictionary_wins(make: Callable[..., Path]) -> None:
    path = _packed(make(written(LETTER)), PACKET.encode())
    assert with_xmp(path, {"title": "Annan titel"})["title"] == "Annan titel"


@pytest.mark.parametrize("packet", [b"", b"<x", b"\x00\xff" * 50, PACKET.replace("2024-03-05T08", "igar").encode()])
def test_a_broken_packet_is_as_none(make: Callable[..., Path], packet: bytes) -> None:
    path = _packed(make(written(LETTER)), packet)
    assert "created" not in with_xmp(path, {})
