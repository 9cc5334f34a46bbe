"""Who publishes: the words that tell publishers, conferences and towns from journals."""

from __future__ import annotations

import re
from functools import lru_cache

from sphinx_seminar.reading.citations.draft import GONE

_PUBLISHER = re.compile(
    r"\b(?:press(?:es)?|(?-i:UP)|publish\w*|springer(?:[- ]verlag)?|birkh[äa]user|elsevier|wiley(?:-\w+)?|ieee|"
    r"acm|pmlr|"
    r"routledge|penguin|random house|"
    r"macmillan|mcgraw[- ]hill|pearson|addison[- ]wesley|prentice[- ]hall|john murray|armand colin|"
    r"norton|knopf|vintage|basic books|crown|"
    r"farrar|giroux|houghton|harper\w*|simon (?:and|&) schuster|sage|siam|aaai|usenix association|curran|"
    r"academic press|dover|kluwer|reidel|"
    r"north[- ]holland|chapman|hall/crc|crc|verlag|suhrkamp|gruyter|teubner|vieweg|hanser|beltz|brill|blackwell|"
    r"association for computational linguistics|acl|"
    r"association for computing machinery|o['’]reilly|manning|packt|world scientific|mohr siebeck|nauka|"
    r"наука|мир|физматлит|изд-во|издательство|peter lang|ediciones|editorial|éditions|gallimard|seuil|"
    r"dunod|hermann|minuit|puf|doubleday|"
    r"little,? brown|allen lane|faber|bloomsbury|palgrave|edward elgar|freeman|morgan kaufmann|morgan & claypool|"
    r"benjamins|erlbaum|guilford|jossey-bass|cengage|brooks/cole|duxbury|wadsworth|ellis horwood|gordon and breach|"
    r"now publishers|nips foundation|citeseer|arxiv|openreview(?:\.net)?|jmlr(?:\.org)?|eurographics|isca|iet|osa|spie|"
    r"american mathematical society|american physical society|institute of mathematical statistics|aps|"
    r"ams|iop|mdpi|hindawi|frontiers media|"
    r"社|出版\w*|出版会|書店|書院|书局|大学出版社|books|verso|hachette|scribner|viking|oup|cup|fischer|rowohlt|reclam|"
    r"campus|utb|luchterhand|de gruyter|niemeyer|oldenbourg|böhlau|harrassowitz|nomos|meiner|metzler|c\.h\. beck|"
    r"la découverte|albin michel|belles lettres|flammarion|fayard|vrin|harmattan|p\.u\.f\.|presses universitaires|"
    r"il mulino|einaudi|laterza|feltrinelli|carocci|bompiani|mondadori|adelphi|giuffrè|olschki|edizioni|edições|"
    r"alianza|cátedra|taurus|tecnos|seix barral|siglo xxi|fondo de cultura económica|akal|paidós|gedisa|anthropos|"
    r"crítica|tusquets|anagrama|martins fontes|vozes|hutchinson|methuen|weidenfeld|longmans?|brepols|peeters|"
    r"worth publishers|w\. ?h\. freeman|free press|polity)\b|出版社|书店|書店|出版会|印书馆|书局",
    re.IGNORECASE,
)
_PERIODICAL = re.compile(
    r"\b(?:transactions|trans|journal|j|review|rev|letters|lett|magazine|mag|communications|commun|"
    r"annals|bulletin|surveys|"
    r"proceedings|proc|access|quarterly|notices|computer|(?<!association for )computing|software)\b",
    re.IGNORECASE,
)
_TOWNS = (
    r"(?:New York|London|Oxford|Cambridge|Berlin[ /-]+Heidelberg(?:[ /-]+New York)?|Berlin|Heidelberg|Paris|"
    r"Frankfurt(?: am Main| a\. ?M\b\.?|/M(?:ain\b|\.))?|"
    r"München|Munich|Leipzig|Stuttgart|"
    r"Tübingen|Göttingen|Hamburg|Köln|Zürich|Zurich|Wien|Vienna|Basel|Amsterdam|Dordrecht|The Hague|Den Haag|Leiden|"
    r"Boston|Chicago|Philadelphia|San Francisco|San Diego|Los Angeles|Berkeley|Princeton|New Haven|"
    r"Baltimore|Washington|"
    r"Ithaca|Englewood Cliffs|Upper Saddle River|Hoboken|Reading|Toronto|Sydney|Melbourne|Tokyo|"
    r"Singapore|Beijing|Hong Kong|"
    r"Madrid|Barcelona|Buenos Aires|México|Mexico City|Roma|Rome|Milano|Torino|Bologna|Москва|М|Л|СПб|"
    r"Cham|Dublin|Edinburgh|"
    r"Mineola|Providence|Thousand Oaks|Durham|Stanford|Redwood City|Bristol|Manchester|New Delhi|"
    r"Copenhagen|Granada|Lisboa|São Paulo|Rio de Janeiro|Bogotá|Caracas|Boulder|Lanham|Bloomington|Austin|"
    r"Malden|Genève|Lyon|Bruxelles|Braunschweig|Wiesbaden|Darmstadt|Bonn|Freiburg|Opladen|Reinbek|Minneapolis|"
    r"Urbana|Ann Arbor|Chapel Hill|Stockholm|Oslo|"
    r"Lausanne|Fribourg|Neuchâtel|Marseille|Toulouse|Rennes|Grenoble|Bordeaux|Strasbourg|Lille|Montréal|Québec|Louvain|"
    r"Liège|Firenze|Napoli|Venezia|Padova|Palermo|Pisa|Bari|Londra|Parigi|Sevilla|Salamanca|Valencia|Zaragoza|Coimbra|"
    r"Porto|Petrópolis|São Leopoldo|Santiago de Chile|Montevideo|Lima|La Habana|Marburg|Münster|Mainz|Bielefeld|"
    r"Hannover|Jena|Weimar|Düsseldorf|Graz|Salzburg|Innsbruck|Bern|Luzern|Kraków|Warszawa|Praha|Budapest|Helsinki|"
    r"Uppsala|Lund|Göteborg|Gothenburg|Aarhus|Utrecht|Groningen|Nijmegen|Delft|Antwerpen|Gent|Leuven|Jerusalem|"
    r"Tel Aviv|Kyoto|Seoul|Shanghai|Albuquerque|Glencoe|Nashville|Pittsburgh|Саранск|Ленинград|Киев|Новосибирск|"
    r"Harmondsworth|Hillsdale|Mahwah|Norwood|Stroudsburg|Red Hook|Philadelphia|北京|上海|東京|东京)"
)
#: No house, although it stands after a town like one: "Paris, France".
_COUNTRY = re.compile(
    r"USA?|UK|England|Scotland|Ireland|France|Germany|Deutschland|Italy|Italia|Spain|España|Portugal|Austria|Switzerland|"
    r"Netherlands|Belgium|Denmark|Sweden|Norway|Finland|Poland|Greece|Turkey|Russia|Canada|Mexico|México|Brazil|Brasil|"
    r"Argentina|Chile|China|Japan|Korea|India|Singapore|Australia|Israel|South Africa"
)
_TOWN = re.compile(_TOWNS + r"(?:[,;] ?[A-Z][\w.]{0,12}(?: [A-Z][a-z]+)?)*")
_TOWN_FIRST = re.compile(
    _TOWNS + r"(?:, [A-Z]{2})?(?:\s?[,:]\s(?!(?:USA?|UK|[A-Z]{2})\b)[A-ZÀ-Ý]|\s(?:1[6-9]|20)\d\d\b)"
)
_TOWN_INSIDE = re.compile(rf"[.;] {_TOWNS}(?:[.,:]|\Z)|, {_TOWNS}(?:\Z|, [A-ZÀ-Ý][^,]*\Z)|\({_TOWNS}\)\Z")
_MEETING = re.compile(
    r"\b(?:conference|proceedings|proc\.|proc|workshop|symposium|congress|meeting|colloquium|conf\b|symp\b|"
    r"advances in neural information processing systems|neurips|nips|icml|iclr|cvpr|iccv|eccv|aaai|ijcai|acl|emnlp|"
    r"naacl|kdd|colt|usenix|osdi|sosp|nsdi|eurosys|popl|pldi|icfp|oopsla|ecoop|vldb|sigmod|asplos|isca|sigcomm|"
    r"tcc|crypto|"
    r"eurocrypt|ccs|ndss|ijcnlp|coling|eacl|conll|wsdm|cikm|recsys|uist|cscw|aistats|uai|www|sigir|chi|stoc|"
    r"focs|soda|siggraph|interspeech|icassp|miccai|corl|icra|iros|rss|"
    r"konferenz|tagung|congrès|congreso|конференци\w*)\b",
    re.IGNORECASE,
)


# The readings of a citation ask the same of the same words again and again.
@lru_cache(maxsize=1024)
def is_publisher(words: str) -> bool:
    """Tell whether words name a publisher rather than a journal or a book."""
    return len(words.split()) <= 9 and _PUBLISHER.search(words) is not None and _PERIODICAL.search(words) is None


@lru_cache(maxsize=1024)
def is_meeting(words: str) -> bool:
    """Tell whether words name a conference or its proceedings."""
    return _MEETING.search(words) is not None


def is_known(words: str) -> bool:
    """Tell whether words name a journal, a conference or a publisher by a word that only those have."""
    return any(pattern.search(words) for pattern in (_PERIODICAL, _MEETING, _PUBLISHER))


def has_town(words: str) -> bool:
    """Tell whether words are a publisher with its town: "London: John Murray", "Armand Colin, Paris"."""
    town, colon, house = words.partition(":")
    if colon:
        town = town.strip(" .")
        state = re.fullmatch(r"[A-Z][\w. ]{1,30}, [A-Z]{2}(?:, USA)?", town)
        return bool(house.strip()) and (state or _TOWN.fullmatch(town)) is not None
    house, comma, town = words.partition(",")
    if _TOWN.fullmatch(house.strip()) and 0 < len(town.split()) <= 5:
        return True
    return bool(comma) and len(house.split()) <= 5 and _TOWN.fullmatch(town.strip(" .")) is not None


def is_town(words: str) -> bool:
    """Tell whether words are the name of a town where books appear."""
    return re.fullmatch(_TOWNS + r"(?:, [A-Z]{2})?(?:\s?[/-]\s?" + _TOWNS + ")?", words.strip(" .")) is not None


def has_town_inside(title: str) -> bool:
    """Tell whether a town stands in a title like one of an imprint: "…. México: X; Barcelona: Y", "…, Lisboa"."""
    return _TOWN_INSIDE.search(title) is not None


def begins_with_town(words: str) -> bool:
    """Tell whether words begin with a town and go on with a publisher: "Paris, Seuil, 2014", "New York: Blackwell"."""
    return _TOWN_FIRST.match(words) is not None


def imprint(words: str) -> tuple[str, str]:
    """Divide "Springer, Cham", "Cambridge, MA: MIT Press" or "ACM, New York, NY, USA" into publisher and town."""
    pointed = re.search(r"(?:,.*\b(?:Inc|Ltd|Corp|Co)|(?:\b[A-Z]\.)+[A-Z])\.\s*\Z", words) is not None
    words = words.strip(f" .,;:{GONE}") + ("." if pointed else "")
    town, colon, house = words.partition(":")
    if colon and len(town.split()) <= 6 and house.strip():
        return house.strip(), town.strip()
    parts = [part.strip() for part in words.split(",")]
    if len(parts) == 1 or re.search(r"\b(?:and|&)\b", parts[-1]):
        return words, ""
    if _TOWN.fullmatch(parts[0]) and _COUNTRY.fullmatch(parts[-1]):
        return "", words
    if _TOWN.fullmatch(parts[0]) and not is_publisher(parts[0]):
        return ", ".join(parts[1:]), parts[0]
    if is_publisher(parts[0]):
        count = 2 if parts[1].casefold().strip(".") in ("inc", "ltd", "llc", "berlin-heidelberg-") else 1
        return ", ".join(parts[:count]), ", ".join(parts[count:])
    if _TOWN.fullmatch(", ".join(parts[1:])):
        return parts[0], ", ".join(parts[1:])
    if is_publisher(parts[-1]) and not re.search(r"(?<![\w.])(?!a[mn]\b)[a-z]{2,}", ", ".join(parts[:-1])):
        return parts[-1], ", ".join(parts[:-1])
    return words, ""
