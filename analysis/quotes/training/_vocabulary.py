"""Prune MiniLM's vocabulary to the word pieces of English news and make its tokenizer."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from analysis.quotes.model._encoding import SPECIAL_PIECES


def prune_vocabulary(vocabulary: Sequence[str]) -> list[str]:
    """Return the pieces to keep, the special ones first, without placeholders and letters of other scripts.

    Pieces that do not occur in the training texts are kept, since embeddings are frozen and remain those of
    MiniLM's pre-training.
    """
    kept = [p for p in vocabulary if p not in SPECIAL_PIECES and not p.startswith("[unused") and _is_latin(p)]
    return [*SPECIAL_PIECES, *kept]


def _is_latin(piece: str) -> bool:
    return all(not c.isalpha() or c.isascii() or "LATIN" in unicodedata.name(c, "") for c in piece)


def make_tokenizer(pieces: Sequence[str]) -> Tokenizer:
    """Return the tokenizer of single words (lower case, accents stripped) over the given pieces."""
    vocabulary = {piece: i for i, piece in enumerate(pieces)}
    tokenizer = Tokenizer(
        models.WordPiece(vocab=vocabulary, max_input_chars_per_word=40, unk_token=SPECIAL_PIECES[1])
    )
    tokenizer.normalizer = normalizers.BertNormalizer(
        clean_text=True, handle_chinese_chars=True, strip_accents=True, lowercase=True
    )
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenizer
