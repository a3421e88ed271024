"""Computes the lemmas of the word table's forms with simplemma; run by hand after `build_lexicon`.

python -m ingest.language.build_lemmas
"""

from __future__ import annotations

import numpy as np
from simplemma import Lemmatizer

from ingest.language.lemmas import LEMMAS
from ingest.language.wordtable import table

# Base forms that the lemmatiser takes for a form of another word.
BASES = frozenset(["nämnd", "ansvar"])


def base(word: str, lemmatiser: Lemmatizer) -> str:
    """The base form of a lower-case word; asked twice, for some plurals pass through a middle form."""
    for _ in range(2):
        if word in BASES:
            break
        word = lemmatiser.lemmatize(word, lang="sv").lower()
    return word


def main() -> None:
    """Write the distances from each form's row to its lemma's."""
    forms = [word for word, _, _ in table().words()]
    rows = {word: row for row, word in enumerate(forms)}
    lemmatiser = Lemmatizer()
    lemmas = (base(word, lemmatiser) for word in forms)
    distances = np.fromiter(
        (rows.get(lemma, row) - row for row, lemma in enumerate(lemmas)), dtype=np.int32, count=len(forms)
    )
    np.savez_compressed(LEMMAS, distances=distances)


if __name__ == "__main__":
    main()
