"""The vocabulary, the projection of artifacts to RDF, the graph store and typed queries over it."""
