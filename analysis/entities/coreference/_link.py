"""Link pronouns and descriptions to entities in one walk over an article's mentions, from left to right.

Every name has its entity before the walk starts. The discourse state holds, for each entity, where and how it was
last mentioned; each pronoun and description gets the best candidate of those mentioned last.
"""

from __future__ import annotations

from collections.abc import Mapping

from analysis.entities._model import Entity, Mention
from analysis.entities._parsed_article import ParsedArticle
from analysis.entities.coreference._appositions import note_untagged_appositions
from analysis.entities.coreference._descriptions import link_description
from analysis.entities.coreference._discourse_state import DiscourseState
from analysis.entities.coreference._pronouns import link_pronoun
from analysis.entities.names._person_names import gender_of_name
from analysis.language import Gender


def link_mentions(
    parse: ParsedArticle, mentions: list[Mention], entities: list[Entity], genders: Mapping[int, Gender]
) -> None:
    """Link every mention that can be linked; `entities` grows by the unnamed ones.

    A person's gender is that of an honorific or a role noun, else that of the given name, else that of
    `genders`, by index of the entity.
    """
    discourse = DiscourseState(parse, mentions, entities)
    for entity in entities:
        if entity.kind == "person":
            entity.gender = entity.gender or gender_of_name(entity.name) or genders.get(entity.index)
    for mention in mentions:
        if mention.form == "name" and entities[mention.entity].kind == "person":
            note_untagged_appositions(discourse, mention)
        if mention.entity < 0 and mention.form == "pronoun":
            link_pronoun(discourse, mention)
        elif mention.entity < 0 and mention.form == "description":
            link_description(discourse, mention)
        if mention.entity >= 0:
            discourse.note_mention(mention)
