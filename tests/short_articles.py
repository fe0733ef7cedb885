"""The beginnings of the four articles, for tests of what does not depend on how long an article is."""

from __future__ import annotations

from pathlib import Path

SEEDS = Path(__file__).parents[1] / "seeds"


def write_short_articles(folder: Path) -> Path:
    """Write the first sentences of each of the four articles under its name; return the folder."""
    folder.mkdir(parents=True)
    for seed in sorted(SEEDS.glob("*.txt")):
        text = seed.read_text(encoding="utf-8")[:600]
        (folder / seed.name).write_text(text, encoding="utf-8")
    return folder
