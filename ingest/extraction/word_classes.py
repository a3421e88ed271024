"""Word classes of Swedish that are closed lists in administrative prose."""

from __future__ import annotations

from ingest.extraction.wordlists import words

NEGATIONS = words(
    """
    inte ej aldrig icke inga ingen inget varken
    """
)


PREPOSITIONS = words(
    """
    av till från för i på med om enligt genom under över efter före inför inom mellan mot hos utan vid kring
    utifrån angående avseende gällande beträffande rörande utöver förutom trots per via åt ur bland innan runt
    omkring gentemot beroende oavsett tillsammans utefter såsom exempelvis inklusive exklusive hösten våren
    """
)


ADVERBS = words(
    """
    inte ej aldrig även också då därefter därför därigenom därmed därtill dessutom vidare alltid ofta normalt
    gemensamt tillsammans nedan ovan här där sedan löpande regelbundet årligen kontinuerligt särskilt endast
    bara i-första-hand dock således sålunda följaktligen samtidigt vanligtvis själva själv främst huvudsakligen
    snarast omgående skriftligen skriftligt muntligen självständigt aktivt alltså annars först numera idag sist
    slutligen ytterligare helst så när till-exempel sammantaget sammanfattningsvis ibland oftast normalt åter
    bägge vardera lämpligen huvudsak särskild följande inledningsvis formellt regelmässigt successivt
    fortlöpande dels härutöver därutöver härvid därvid framöver tidigare senast minst vartannat varannan fortsatt
    omedelbart självklart solidariskt ömsesidigt kvartalsvis månadsvis
    """
)


SUBORDINATORS = words(
    """
    att som om när där vilka vilken vilket eftersom såvida medan innan sedan tills förrän ifall därför-att
    trots-att då hur huruvida varför vad vem vilkas vars ju
    """
)


COORDINATORS = words(
    """
    och samt eller men , ; respektive alternativt
    """
)


DETERMINERS = words(
    """
    den det de denna detta dessa en ett varje respektive båda bägge samtliga alla sådan sådana sådant aktuell
    aktuella någon något några vissa övriga berörda berörd gällande gemensamma gemensam gemensamt nya ny nytt
    befintliga befintlig länets sina sin sitt andra annan annat flera följande ingen inga inget samma
    ovanstående nämnda egna egen lokala lokal regionala regional särskild särskilda tillfälliga ansvarig
    ansvariga vardera även
    """
)
