"""Embedding, the index of passages, ranking, question routing and conflict finding."""
