"""The invented articles that the exports and the files of the tests hold."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

#: Downloads in the layouts of the databases, of all three articles unless said otherwise.
EXPORTS = Path(__file__).parent / "files" / "exports"


@dataclass(frozen=True)
class Story:
    """An invented article."""

    title: str
    outlet: str
    day: str
    byline: str
    section: str
    page: str
    body: tuple[str, ...]


FERRY = Story(
    "Harbor city votes to keep its ferry",
    "The Estuary Ledger",
    "2025-03-04",
    "Maria Delgado",
    "METRO",
    "B1",
    (
        (
            "The city council of Harbor Point voted on Tuesday to keep the century-old ferry running for another five "
            "years."
        ),
        (
            "“Nobody told us to stop,” said Ruth Okafor, a council member. “The argument that we cannot afford it is "
            "wrong.”"
        ),
        (
            "The transport department put the cost at $2.4 million a year, a figure that leaves out repairs to the "
            "landing."
        ),
    ),
)
QUARRY = Story(
    "Quarry owners fined over dust",
    "Millbrook Evening Courier (Ohio)",
    "2025-03-06",
    "Tom Kirby and Ann Hall",
    "NEWS",
    "A6",
    (
        "A judge fined the owners of the Millbrook quarry $90,000 on Thursday for dust that settled on two schools.",
        "The company will appeal, its lawyer said. “The wind is not our employee,” Peter Lang told reporters.",
        "Neighbors had kept diaries of the dust since 2019, and read from them in court.",
    ),
)
CHOIR = Story(
    "Choir of strangers sings on night bus",
    "The School Times",
    "2025-03-09",
    "Lena Brandt",
    "ARTS",
    "12",
    (
        "Forty people who had never met sang their way across the city on the last bus on Saturday night.",
        "The driver, Omar Haddad, said that he had missed two stops because he was listening.",
        "They will meet again in May, the organizers said, on a tram.",
    ),
)
STORIES = (FERRY, QUARRY, CHOIR)


def export(name: str) -> bytes:
    """Return a download by its name."""
    return (EXPORTS / name).read_bytes()


def lines_of(name: str) -> list[str]:
    """Return the lines of a download that hold more than white space."""
    return [line.rstrip() for line in export(name).decode().splitlines() if line.strip()]
