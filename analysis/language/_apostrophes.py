"""Which apostrophes open a word in English? Clipped forms, so that they are not taken for quotation marks."""

from __future__ import annotations

#: What may follow a word-initial apostrophe, in lower case ("’em", "’tis"); digits ("’90s") are told apart by rule.
CLIPPED_FORMS = frozenset(
    "em til till tis twas twere twill cause cuz coz bout round n nuff neath ere hood burbs rona cept fore "
    "gainst im er cos fraid nother kay allo ello ow".split()
)
