"""A small corpus in which articles copy, quote, edit and ignore each other; what each does is known."""

from __future__ import annotations

from pathlib import Path

WALK_OUT = (
    "The harbour was closed before dawn, when the last of the pilots walked off the jetty and left eleven ships "
    "waiting in the fog outside the breakwater with nobody to bring them in. By noon the queue was out of sight "
    "of the lighthouse, and the fish market had nothing left to sell but what the night boats had landed."
)
EDITED = (
    "The harbour was shut before dawn, when the last of the pilots walked off the jetty and left 11 ships "
    "waiting in the fog outside the breakwater with no one to bring them in. By midday the queue was out of "
    "sight of the lighthouse, and the market had nothing left to sell but what the night boats had landed."
)
PAY = (
    "Pilots here are paid by the ship, at a rate that was set when the channel was dredged nineteen years ago and "
    "that no council has touched since, although the ships have doubled in length and the tugs have not."
)
PRICES = (
    "A crate of mackerel that cost forty crowns on Friday went for ninety on Monday, and two of the smokehouses "
    "behind the customs shed sent their cutters home until there is something for them to cut."
)
TALKS = (
    "Mediators from the labour board will sit down with both sides on Thursday in the old weighing house, where "
    "the strike of the lightermen was settled with a handshake and a barrel of herring."
)

ARTICLES = {
    "herald": (
        f"{WALK_OUT}\n\n{PAY}\n\n“The harbour will stay closed until every pilot has been paid what the city owes,” "
        "said Anna Berg, who leads the pilots’ union.\n\nThe mayor, Olav Lund, did not come to the gate.\n"
    ),
    "courier": (
        f"{EDITED}\n\n{PAY}\n\nThe Coast Herald reported that shipping agents were looking for berths in the north."
        f"\n\n{PRICES}\n"
    ),
    "observer": (
        "Nobody expected the pilots to hold out for a week, least of all the council.\n\n“The port will stay closed "
        "until every pilot has been paid what this city owes,” Anna Berg told a crowd in the square.\n\nOlav Lund "
        "said he would not be hurried.\n"
    ),
    "market": f"Cooks are the first to notice a strike.\n\n{PRICES}\n\nEels can still be had, at a price.\n",
    "gazette": f"(Reuters) There is a date at last.\n\n{TALKS}\n\nNeither side would say what it will offer.\n",
    "tribune": f"The council has blinked, reports Reuters.\n\n{TALKS}\n\nHerring is no longer served.\n",
    "gardens": "The frost has spared the early cherries, and the allotments beyond the ring road are white.\n",
}
METADATA = (
    "file,title,outlet,published\n"
    "herald.txt,Pilots walk out,Coast Herald,2025-03-02\n"
    "courier.txt,Ships wait in the fog,Inland Courier,2025-03-03\n"
    "observer.txt,A week at the gate,City Observer,2025-03-04\n"
    "market.txt,What mackerel costs,,\n"
    "gazette.txt,Talks on Thursday,Gazette,2025-03-05\n"
    "tribune.txt,Council blinks,Tribune,2025-03-05\n"
    "gardens.txt,Cherries,Coast Herald,2025-03-02\n"
)


def write_articles(folder: Path) -> Path:
    """Write the corpus into a folder and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in ARTICLES.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "metadata.csv").write_text(METADATA, encoding="utf-8")
    return folder
