"""Gold in small: a part of PolNeAR, its folders and format, with articles of our own, one of which tries to run."""

from __future__ import annotations

import json
from pathlib import Path

from analysis._inputs import find_input
from analysis.parameters import check_parameters

#: What a reader marked in the seeds.
SEEDS_GOLD = find_input(check_parameters("quote_evaluation", {})["gold"]).absolute()

TEXTS = {
    "harbour": (
        "The mayor said on Monday that the tolls will rise. “We have no choice,” she added.\n\n"
        'Shippers claimed that trade would suffer. "Nobody asked us," said Ivo Keller, who runs a ferry.\n'
    ),
    "hostile": (
        '<script>window.ran = 1</script> The ministry said that <img src=x onerror="window.ran = 2"> is safe.\n\n'
        "“</mark><b>Bold</b> claims,” Mr. Bold admitted.\n"
    ),
}

# Of each attribution: content, cue, source, in the article's words.
MARKED = {
    "harbour": [
        ("that the tolls will rise", "said", "The mayor"),
        ("“We have no choice,”", "added", "she"),
        ("that trade would suffer", "claimed", "Shippers"),
        ('"Nobody asked us,"', "said Ivo", "Ivo Keller, who runs a ferry"),
        ("no choice", "Monday", "Ivo"),
    ],
    "hostile": [("“</mark><b>Bold</b> claims,”", "admitted", "Mr. Bold"), ("onerror", "safe", "src")],
}


def write_polnear(folder: Path) -> Path:
    """Write `dev/text` and `dev/attributions` below a folder; return the folder."""
    part = folder / "dev"
    (part / "text").mkdir(parents=True)
    (part / "attributions").mkdir()
    for name, text in TEXTS.items():
        (part / "text" / f"{name}.txt").write_bytes(text.encode())
        lines = []
        for n, roles in enumerate(MARKED[name]):
            keys = [f"T{4 * n + i}" for i in range(1, 4)]
            for key, role, words in zip(keys, ("Content", "Cue", "Source"), roles, strict=True):
                start = text.index(words)
                lines.append(f"{key}\t{role} {start} {start + len(words)}\t{words}")
            lines.append(f"E{n}\tAttribution:{keys[1]} Content:{keys[0]} Cue:{keys[1]} Source:{keys[2]}")
        (part / "attributions" / f"{name}_abcd.ann").write_bytes(("\n".join(lines) + "\n").encode())
    return folder


def write_relations(folder: Path) -> Path:
    """Write two texts with one attribution each, of two kinds of news, as a folder of relations."""
    (folder / "text").mkdir(parents=True)
    documents = []
    for doc_id, genre, text in (
        ("pier", "news", "Ann Lee said the pier will stand.\n"),
        ("boat", "interview", "Bo Linde said the boat will sink.\n"),
    ):
        (folder / "text" / f"{doc_id}.txt").write_text(text, encoding="utf-8")
        cue = text.index("said")
        relation = {
            "content": [[cue + 5, len(text) - 2]],
            "cue": [[cue, cue + 4]],
            "source": [[0, cue - 1]],
        }
        documents.append({"doc_id": doc_id, "genre": genre, "attributions": [relation]})
    (folder / "gold.json").write_text(
        json.dumps({"corpus": "Small (by hand)", "documents": documents}), encoding="utf-8"
    )
    return folder
