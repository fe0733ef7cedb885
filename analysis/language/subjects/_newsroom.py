"""The wording of newsrooms: headers, bylines, credits, corrections and furniture."""

from __future__ import annotations

import re
from functools import cached_property

from analysis.language._entries import (
    Subject,
    compile_any,
    pattern,
    words,
)


class Newsroom(Subject):
    """Lines of a news page that are not the story, and how agencies are credited."""

    needed_by, holds = "Headers, bylines and credits", "the wording of newsrooms"

    furniture = pattern()
    invitation = pattern()
    paywall = pattern()
    date_line = pattern()
    byline_head = pattern(re.NOFLAG)
    byline_foot = pattern()
    no_article = pattern()
    picture_line = pattern()
    no_name = pattern()
    post = pattern()
    byline_tail = pattern()
    correction = pattern(re.IGNORECASE | re.DOTALL)
    changed = words()
    byline_openers = words()
    note_phrases = pattern()
    note_heads = pattern()
    credit_before = pattern()
    credit_after = pattern(re.NOFLAG)
    looks_back = pattern(re.NOFLAG)
    asked_people = pattern()

    @cached_property
    def bare_date(self) -> re.Pattern[str]:
        """A line that is a day and nothing else."""
        calendar = self.language.calendar
        names = {"month": "|".join(calendar.month_names), "weekday": "|".join(calendar.weekdays)}
        return compile_any((_fill(line, names) for line in self.read("bare_date")), re.IGNORECASE)

    @cached_property
    def agency_names(self) -> dict[str, re.Pattern[str]]:
        """Each news agency, and where its name stands in running text."""
        return {agency: re.compile(name) for agency, name, _ in self.read("agencies")}

    @cached_property
    def agency_forms(self) -> dict[str, re.Pattern[str]]:
        """Each news agency, and its name or initials wherever they stand."""
        return {agency: re.compile(f"{name}|{initials}") for agency, name, initials in self.read("agencies")}

    @cached_property
    def agency_credits(self) -> dict[str, re.Pattern[str]]:
        """Each news agency, and what says that an article is its own."""
        edges = {"begin": r"^[^\w\n]*", "end": r"[^\w\n]*$"}
        return {
            agency: compile_any(
                (
                    _fill(line, {**edges, "name": name, "initials": initials})
                    for line in self.read("agency_credits")
                ),
                re.MULTILINE,
            )
            for agency, name, initials in self.read("agencies")
        }


def _fill(expression: str, values: dict[str, str]) -> str:
    """Put values in the place of {names}; quantifiers ({2,100}) stay."""
    for name, value in values.items():
        expression = expression.replace(f"{{{name}}}", f"(?:{value})")
    return expression
