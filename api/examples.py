"""Questions that a newcomer can ask of the sample agreements."""

from __future__ import annotations

QUESTIONS = (
    "Vem betalar för hjälpmedel på särskilt boende?",
    "Vilka överenskommelser förvaltar samrådsgruppen för äldre?",
    "Hur ofta möts den politiska styrgruppen?",
)
