"""Read sentences as sets of comparable keys: resolved names, states, days, numbers and content words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from analysis.annotation import Step
from analysis.corpus import Article
from analysis.entities import ArticleEntities, Mention, entities_of
from analysis.overlap.facts._days import read_days
from analysis.overlap.facts._foundings import read_foundings
from analysis.overlap.facts._model import Amount, Day, Founding, Naming
from analysis.overlap.facts._names import read_names
from analysis.overlap.facts._numbers import is_in_ratio, read_amounts

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: Kinds of unit: the first letter of its key.
NAME, STATE, DAY, NUMBER, WORD = "n", "s", "d", "#", "w"

#: Parts of speech of content words (Universal POS tags).
CONTENT_POS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV"})
#: A sentence with fewer units is too short to be compared; flat between 1 and 4, at 6 a sixth of the pairs is lost
#: (`fit_paraphrases`).
_MIN_UNITS = 4
#: Of a run-on "sentence" (a list, a table) only the first are read: a bound on cost, not on findings.
_MAX_UNITS = 60


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a body, small enough to hold for a whole corpus: its span, its units and its facts.

    `units` are keys: a letter for the kind, then the word, day, number or state. `entities` are the indices of the
    named entities in their article; they get keys when identities are resolved. `amounts`, `days`, `names` and
    `foundings` are what it says that another article may say otherwise.
    """

    doc_id: str
    start: int
    end: int
    published: date | None
    units: tuple[str, ...]
    entities: tuple[int, ...]
    amounts: tuple[Amount, ...]
    days: tuple[Day, ...]
    names: tuple[Naming, ...]
    foundings: tuple[Founding, ...] = ()


def read_sentences(entities: ArticleEntities) -> Iterator[Sentence]:
    """Yield the sentences of an article's body with enough units to be compared, in order."""
    parse = entities.parse
    named = _mentions_by_token(entities)
    first = 0
    size = len(parse)
    while first < size:
        end = first
        while end < size and parse.sentences[end] == parse.sentences[first]:
            end += 1
        sentence = _read_sentence(entities, named, first, end)
        if sentence is not None and len(sentence.units) + len(sentence.entities) >= _MIN_UNITS:
            yield sentence
        first = end


def _read(article: Article, doc: Doc) -> list[Sentence]:
    return list(read_sentences(entities_of(article, doc)))


#: The sentences of each article.
SENTENCES = Step(
    "sentences",
    _read,
    list[Sentence],
    code=("text", "language", "corpus", "annotation", "entities", "overlap/facts", "overlap/paraphrase"),
)


def _mentions_by_token(entities: ArticleEntities) -> dict[int, Mention]:
    """Return the mention of each token: the name that it is part of, else the mention whose head it is."""
    parse = entities.parse
    mention_of: dict[int, Mention] = {}
    for mention in entities.mentions:
        if mention.entity < 0 or not entities.entities[mention.entity].forms:
            continue
        token = mention.head
        if mention.form != "name":
            mention_of.setdefault(token, mention)
            continue
        while token > 0 and parse.starts[token - 1] >= mention.start:
            token -= 1
        while token < len(parse) and parse.starts[token] < mention.end:
            mention_of[token] = mention
            token += 1
    return mention_of


def _read_sentence(
    entities: ArticleEntities, named: dict[int, Mention], first: int, end: int
) -> Sentence | None:
    parse = entities.parse
    language = parse.article.language
    while first < end and not parse.words[first].strip():
        first += 1
    while end > first and not parse.words[end - 1].strip():
        end -= 1
    if first == end or not all(parse.in_body[token] for token in (first, end - 1)):
        return None
    if language.newsroom.note_phrases.search(parse.text, parse.starts[first], parse.ends[end - 1]):
        return None
    units: dict[str, None] = {}
    entity_indices: dict[int, None] = {}
    states = _states_by_token(entities, first, end)
    for token in range(first, end):
        mention = named.get(token)
        if mention is not None:
            entity_indices[mention.entity] = None
        if mention is not None and mention.form != "description":
            continue
        key = _key(entities, token, states)
        if key is not None:
            units[key] = None
    article = parse.article
    return Sentence(
        doc_id=article.doc_id,
        start=parse.starts[first],
        end=parse.ends[end - 1],
        published=article.published,
        units=tuple(units)[:_MAX_UNITS],
        entities=tuple(entity_indices)[:_MAX_UNITS],
        amounts=tuple(read_amounts(parse, first, end)),
        days=tuple(read_days(parse, first, end)),
        names=tuple(read_names(entities, first, end)),
        foundings=tuple(read_foundings(parse, first, end)),
    )


def _states_by_token(entities: ArticleEntities, first: int, end: int) -> dict[int, str]:
    """Return the state that each token of a state's name or adjective refers to, of tokens [first, end)."""
    parse = entities.parse
    state_of: dict[int, str] = {}
    for name_first, name_end, _ in parse.entities:
        if name_first >= first and name_end <= end:
            written = parse.text[parse.starts[name_first] : parse.ends[name_end - 1]]
            state = parse.article.language.places.state_named(" ".join(written.split()))
            state_of |= dict.fromkeys(range(name_first, name_end), state) if state is not None else {}
    return state_of


def _key(entities: ArticleEntities, token: int, states: dict[int, str]) -> str | None:
    """Return the key of a token outside names: a state, a day, a number or a content word; else None."""
    parse = entities.parse
    language = parse.article.language
    lower, lemma = parse.lowers[token], parse.lemmas[token].lower()
    named = parse.tags[token] in language.grammar.name_word_tags
    month = language.calendar.months.get(lower.rstrip(".")) if named else None
    number = language.numbers.value_at(parse.lowers, token)
    key = None
    if token in states:
        key = STATE + states[token]
    elif lower in language.calendar.weekdays:
        key = DAY + lower
    elif month is not None:
        day = parse.words[token + 1] if token + 1 < len(parse) else ""
        key = f"{DAY}{month}-{day if day.isdigit() else ''}"
    elif number is not None:
        in_ratio = is_in_ratio(parse.lowers, token, number[1], language)
        key = None if in_ratio else NUMBER + number[0]
    elif parse.poses[token] in CONTENT_POS and lemma not in language.words.stop_words and lemma[:1].isalpha():
        key = WORD + lemma
    return key
