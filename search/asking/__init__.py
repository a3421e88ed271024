"""Questions in plain Swedish to the graph: names linked, words for relations, queries, sentences."""
