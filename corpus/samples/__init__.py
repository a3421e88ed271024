"""The sample agreements: one invented county, its text sources, its facts, and the renderer that makes PDFs of them.

`sources/*.md` hold the text (format: `corpus.samples.source`), `gold/*.jsonl` what a careful reader finds in them,
`facts.json` the county itself. `python -m corpus.samples [FOLDER]` writes the PDFs.
"""
