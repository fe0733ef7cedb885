"""Who is meant, place by place? One walk over an article's mentions, from left to right.

Every name has its entity before the walk starts. The walk remembers, for each entity, where it was last
mentioned and how, and gives each pronoun and description the best candidate among those mentioned last.
"""

from __future__ import annotations

from collections.abc import Mapping

from analysis.entities._model import Entity, Mention
from analysis.entities._parsed_article import ParsedArticle
from analysis.entities.coreference._descriptions import link_description, note_odd_appositions
from analysis.entities.coreference._discourse_state import DiscourseState
from analysis.entities.coreference._pronouns import link_pronoun
from analysis.entities.names._person_names import gender_of_name
from analysis.language import Gender


def link_mentions(
    parse: ParsedArticle, mentions: list[Mention], entities: list[Entity], genders: Mapping[int, Gender]
) -> None:
    """Link every mention that can be linked; `entities` grows by the unnamed ones.

    A person's gender is what an honorific or a role noun says, else what the given name hints at, else
    `genders`, by number of the entity.
    """
    discourse = DiscourseState(parse, mentions, entities)
    for entity in entities:
        if entity.kind == "person":
            entity.gender = entity.gender or gender_of_name(entity.name) or genders.get(entity.index)
    for mention in mentions:
        if mention.form == "name" and entities[mention.entity].kind == "person":
            note_odd_appositions(discourse, mention)
        if mention.entity < 0 and mention.form == "pronoun":
            link_pronoun(discourse, mention)
        elif mention.entity < 0 and mention.form == "description":
            link_description(discourse, mention)
        if mention.entity >= 0:
            discourse.note_mention(mention)
