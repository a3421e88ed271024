"""Swedish words that carry no subject of their own: left out of the index keys.

Function words by closed class, written by hand. Modal verbs (ska, bör, får) are here too: they tell
the force of a clause, not what it is about.
"""

from __future__ import annotations

_PRONOUNS = """
jag mig du dig han honom hon henne hen den det vi oss ni er de dem dom man en ett min mitt mina din ditt dina
hans hennes hens dess deras vår vårt våra ert era sin sitt sina denna denne detta dessa densamma detsamma sådan
sådant sådana samma själv självt själva någon något några ingen inget inga var varje vardera varandra vem vad
vilken vilket vilka vars annan annat andra alla allt all båda bägge sig
"""
_PREPOSITIONS = """
av från för hos i inom utom in med mellan mot om på till under ut ur utan utanför utifrån vid via över åt efter
före enligt genom kring omkring bland innan sedan trots längs bakom framför bredvid gentemot beträffande
angående rörande avseende
"""
_CONJUNCTIONS = """
och samt eller men utan att som när då därför eftersom om ifall medan tills så än både antingen varken dels
såväl liksom fast fastän dock emellertid ty
"""
_ADVERBS = """
inte icke ej ju nog väl här där dit hit härifrån därifrån nu redan ännu bara endast även också mycket mer mest
sedan alltså således därmed därvid därav därefter därtill vidare dessutom hur varför huruvida bland annat
exempelvis ex tex dvs ca cirka bl mm osv etc resp fl
"""
_VERBS = """
är var vara varit blir bli blev blivit har hade ha haft kan kunde kunna kunnat ska skall skulle skola vill ville
vilja vore måste får fick få fått bör borde böra brukar lär torde göra gör gjorde gjort
"""

STOPWORDS: frozenset[str] = frozenset(
    word for group in (_PRONOUNS, _PREPOSITIONS, _CONJUNCTIONS, _ADVERBS, _VERBS) for word in group.split()
)
