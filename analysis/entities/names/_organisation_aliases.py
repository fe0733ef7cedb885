"""Find the names of organisations that stand for others across articles: short forms and other spellings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from analysis.entities.names._organisation_names import (
    is_end_of,
    is_short_form,
    one_spelling,
    organisation_key,
)


def aliases_of(records: Iterable[tuple[str, Iterable[tuple[str, int]]]]) -> dict[str, str]:
    """Return the core that short forms and other spellings stand for, where the corpus allows no other.

    A record is an organisation's name in one article, and its forms there with their counts.

    A short form ("AMD") stands for the name that an article gives with it. Spellings that differ in blanks, hyphens,
    full stops ("Sea Micro", "SeaMicro") or between countries ("Centre", "Center") stand for the commonest.
    """
    counts: Counter[str] = Counter()
    longer: dict[str, set[str]] = defaultdict(set)
    for name, forms in records:
        core = organisation_key(name).core
        for form, count in forms:
            short = organisation_key(form).core
            counts[short] += count
            if is_short_form(short, core) or is_end_of(short, core):
                longer[short].add(core)
    spellings: dict[str, list[str]] = defaultdict(list)
    for core in sorted(counts, key=lambda core: (-counts[core], core)):
        spellings[one_spelling(core)].append(core)
    aliases = {core: group[0] for group in spellings.values() for core in group}
    for short, cores in longer.items():
        targets = {aliases.get(core, core) for core in cores}
        if len(targets) == 1:
            aliases[short] = targets.pop()
    return aliases


def cores_by_beginning(cores: Iterable[str]) -> dict[str, list[str]]:
    """Return the cores that each beginning of two words or more is a short form of."""
    by_beginning: dict[str, list[str]] = defaultdict(list)
    for core in sorted(cores):
        words = core.split()
        for length in range(2, len(words)):
            beginning = " ".join(words[:length]).rstrip(",")
            if is_short_form(beginning, core):
                by_beginning[beginning].append(core)
    return by_beginning
