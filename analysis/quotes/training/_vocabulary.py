"""Which word pieces does the model keep? MiniLM's vocabulary without what English news cannot need."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from analysis.quotes.model._encoding import SPECIAL_PIECES


def prune_vocabulary(vocabulary: Sequence[str]) -> list[str]:
    """Return the pieces to keep, the special ones first: no placeholders, no letters of other scripts.

    Pieces that the training texts lack are kept: their embeddings are frozen, so they stay as good as
    MiniLM's pre-training made them.
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
