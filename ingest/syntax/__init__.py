"""Word classes and dependencies of a Swedish sentence, by a model trained on the Talbanken treebank."""
