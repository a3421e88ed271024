"""Where documents are kept: identifiers, the store of originals, artifacts and decisions, and the samples."""
