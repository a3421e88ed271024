"""Documents of a few lines, made as PDF and taken in as a person would."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from fastapi.testclient import TestClient
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

TakeIn = Callable[..., None]


@pytest.fixture(scope="session")
def take_in() -> TakeIn:
    """Takes a PDF in: `take_in(client, file, title, *lines)`; a line that begins with "# " is a heading."""

    def run(client: TestClient, name: str, title: str, *lines: str) -> None:
        target = BytesIO()
        styles = getSampleStyleSheet()
        story = [Paragraph(title, styles["Title"])]
        story += [Paragraph(t.removeprefix("# "), styles["Heading1" if t[:2] == "# " else "BodyText"]) for t in lines]
        SimpleDocTemplate(target, title=title).build(story)
        job = client.post("/api/documents", files={"file": (name, target.getvalue(), "application/pdf")}).json()
        events = client.get(f"/api/jobs/{job['id']}/events").text
        assert events.rstrip().rpartition("event: ")[2].startswith("done")

    return run
