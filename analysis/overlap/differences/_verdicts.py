"""Verdicts on whether two articles agree."""

from __future__ import annotations

from typing import Literal

#: Of two descriptions of one thing; "cannot tell" where both may hold.
Relation = Literal["agree", "differ", "cannot tell"]

#: Of what several articles say of one thing.
Verdict = Relation | Literal["only one says", "update"]
