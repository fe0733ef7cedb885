"""Which offices can one person not hold at once? Words of titles, by what they say of an office.

Facts of usage in English-language news; a title is compared with another by what these tables say of its words.
"""

from __future__ import annotations

#: Offices of which a person holds one at a time, by what they are about, with "=" between words for one office. An
#: office of several words is found before one of them alone.
_EXCLUSIVE = {
    "diplomat": "ambassador, charge d'affaires=charges d'affaires, consul, consul general, attache",
    "ministry": """
        minister, vice minister, deputy minister=deputy foreign minister, secretary of state,
        undersecretary=under secretary, assistant secretary, deputy assistant secretary, deputy secretary,
        director general, deputy director general, attorney general, deputy attorney general,
        assistant attorney general, solicitor general
    """,
    "legislator": """
        senator, state senator, representative=congressman=congresswoman=congressperson, assemblyman=assemblywoman
    """,
    "state": "president, vice president, prime minister=premier, deputy prime minister, chancellor",
    "region": "governor, lieutenant governor",
    "city": "mayor, deputy mayor=vice mayor",
}

#: Offices, of several words or one, that are not of a line above: a person may hold some of them at once.
_OTHERS = """
    press secretary, general secretary=secretary general, executive secretary, personal secretary, secretary,
    chief of staff, national security adviser=national security advisor, campaign manager, managing director,
    executive director, general counsel, general manager, chief executive=ceo=chief executive officer,
    chief financial officer=cfo, chief operating officer=coo, majority leader, minority leader, district attorney,
    party leader, state treasurer, editor in chief
"""

#: Other words for one and the same walk of life.
SAME_WALKS: tuple[frozenset[str], ...] = (
    frozenset("chair chairman chairwoman chairperson".split()),
    frozenset(("spokesman", "spokeswoman", "spokesperson", "press secretary")),
    frozenset("adviser advisor".split()),
    frozenset("lawyer attorney counsel".split()),
    frozenset("anchor anchorman anchorwoman host presenter".split()),
    frozenset("councilman councilwoman councillor councilmember".split()),
    frozenset("businessman businesswoman".split()),
    frozenset("organizer organiser".split()),
    frozenset("protester protestor demonstrator".split()),
    frozenset("boss chief head leader".split()),
    frozenset("professor scholar".split()),
)

#: Words that give an office's holder another rank: "deputy director" is not "director".
RANKS: frozenset[str] = frozenset("acting interim deputy vice assistant under caretaker provisional".split())

#: Offices of which a rank word makes another one.
RANKED: frozenset[str] = frozenset(
    """
    director chair manager secretary minister ambassador mayor governor president commissioner
    editor inspector commander administrator treasurer
    """.split()
) | {
    "chief of staff",
    "national security adviser",
    "campaign manager",
    "press secretary",
    "executive director",
}

#: Words that say when someone held an office, or how long; and courtesy to those who did.
TIMES: frozenset[str] = frozenset(
    """
    former formerly ex onetime one-time erstwhile then retired retiring outgoing incoming late current currently
    sitting longtime long-time long veteran embattled ousted deposed elect designate past old new newly two-term
    three-term first-term second-term
    """.split()
)

#: Of these, what puts an office into the past or the future: another one may be held now.
NOT_NOW: frozenset[str] = frozenset(
    "former formerly ex onetime one-time erstwhile then retired late ousted deposed past elect designate".split()
)

#: Participles with which a title begins ("acting director"); any other one before a title is a sentence's verb.
TITLE_PARTICIPLES: frozenset[str] = frozenset(
    """
    acting sitting retiring outgoing incoming managing ruling presiding founding leading visiting commanding
    reigning aspiring serving surviving executing contributing supervising consulting practicing practising
    ranking rising opposing competing
    """.split()
)

#: Parties as titles name them, under one name each.
PARTIES: dict[str, str] = {
    "republican": "Republican", "republicans": "Republican", "gop": "Republican", "g.o.p.": "Republican",
    "democrat": "Democrat", "democrats": "Democrat", "democratic": "Democrat",
    "libertarian": "Libertarian", "labour": "Labour", "tory": "Conservative",
}  # fmt: skip


def _offices(words: str, line: str) -> dict[str, tuple[str, str]]:
    groups = [group.strip().split("=") for group in " ".join(words.split()).split(",")]
    return {wording: (group[0], line) for group in groups for wording in group}


#: Each office of the tables above → what it is called here, and what it is about ("" for those of no line).
OFFICES: dict[str, tuple[str, str]] = _offices(_OTHERS, "")
for _line, _held in _EXCLUSIVE.items():
    OFFICES.update(_offices(_held, _line))
