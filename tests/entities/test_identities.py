"""The identities of names across articles: which are one, and which stay apart."""

from __future__ import annotations

from collections.abc import Callable

from analysis.annotation import AnnotatedCorpus
from analysis.entities import ArticleEntities, identities, local_identities, mentions, unify

Make = Callable[..., AnnotatedCorpus]


def test_two_people_of_one_name_are_told_apart_by_title(make_annotated: Make) -> None:
    """A minister and a striker who share nothing but a name are two; a spelling with one office is one."""
    annotated = make_annotated(
        a="Finance Minister Anna Holm met bankers in Oslo. Holm said rates would rise.",
        b="Striker Anna Holm joined the club in Lyon. Holm, a forward and champion, scored twice.",
        c="Unification Minister Madeleine Berg spoke on Monday.",
        d="Unification Minister Madeline Berg left for Vienna.",
        e="Singer Madelene Berg gave a concert.",
    )
    table = identities(annotated)
    people = table[table["kind"] == "person"]

    assert [["a"], ["b"]] == sorted(people[people["name"].str.contains("Holm")]["doc_ids"])
    assert [["c", "d"], ["e"]] == sorted(people[people["name"].str.contains("Berg")]["doc_ids"])


def test_unlike_names_are_not_chained(make_annotated: Make) -> None:
    """A surname alone does not tie two full names together."""
    annotated = make_annotated(a="Anna Holm spoke.", b="Ms. Holm spoke.", c="Peter Holm spoke.")
    records = [r for article, doc in annotated for r in local_identities(ArticleEntities(article, doc))]
    names = unify(records)

    assert names[records[0].doc_id, records[0].entity] != names[records[-1].doc_id, records[-1].entity]


def test_a_name_that_fewer_mentions_share_stands_plain(make_annotated: Make) -> None:
    """Among many mentions of a mayor, the singer of her name is the one that is told apart."""
    mayor = "Mayor Anna Holm met bankers in Oslo. Anna Holm said rates would rise. Anna Holm left."
    singer = "Singer Anna Holm gave a concert. Tickets were gone."
    names = {
        row.name: row.doc_ids
        for row in identities(make_annotated(a=mayor, b=mayor, c=mayor, d=singer)).itertuples()
    }
    assert ["a", "b", "c"] == names["Anna Holm"]
    assert ["d"] == names["Anna Holm (singer)"]
    short = "Mayor Anna Holm met bankers in Oslo."
    even = identities(make_annotated(a=short, b=short, c=singer))
    assert "Anna Holm" not in set(even["name"])


def test_a_name_that_a_headline_spoils_gathers_nobody(make_annotated: Make) -> None:
    """A rare wrong form of a name, first by alphabet, does not draw articles away from the right one."""
    right = "Anna J. Holm met bankers in Oslo. Holm said rates would rise."
    table = identities(
        make_annotated(a="Aboard Anna Holm spoke.", b=right, c=right, d="Anna Holm met bankers in Oslo.")
    )
    assert ["b", "c", "d"] in list(table[table["kind"] == "person"]["doc_ids"])


def test_short_forms_of_provinces_are_the_province(make_annotated: Make) -> None:
    """The Florida of "Fla." is the one that is written out, across articles."""
    table = identities(
        make_annotated(a="They met in Tampa, Fla., on Monday.", b="They met in Florida on Monday.")
    )
    assert ["a", "b"] == next(row.doc_ids for row in table.itertuples() if row.name == "Florida")


def test_one_family_name_in_two_articles_is_not_one_person(make_annotated: Make) -> None:
    """Given names keep two Bergs apart, and an article with the mere surname does not join them."""
    annotated = make_annotated(a="Ann Berg spoke.", b="Tom Berg spoke.", c="Berg spoke in Oslo.")
    people = identities(annotated).query("kind == 'person'")

    assert {"Ann Berg": ["a"], "Tom Berg": ["b"]}.items() <= dict(
        zip(people["name"], people["doc_ids"], strict=True)
    ).items()
    assert ["a", "b", "c"] == sorted(doc_id for doc_ids in people["doc_ids"] for doc_id in doc_ids)


def test_a_surname_joins_a_full_name_only_with_more_in_common(make_annotated: Make) -> None:
    """An office or a name that both articles have is evidence; the surname alone is none."""
    annotated = make_annotated(
        a="Senator Henry Moss spoke. Moss said the bill was dead.",
        b="Senator Moss left at noon. Moss said the vote was close.",
        c="Fans came on Sunday. Moss said the game was a draw.",
        d="Rain fell all day. Moss said the roof leaked.",
    )
    people = identities(annotated).query("kind == 'person'")

    assert [["a", "b"], ["c"], ["d"]] == sorted(people["doc_ids"])


def test_initials_and_spellings_of_a_company_are_one(make_annotated: Make) -> None:
    """Initials that one article gives with their name, blanks, and what companies put behind their names."""
    annotated = make_annotated(
        a="Northern Steel Works (NSW) cut jobs. NSW said sales fell. SeaMetro Corp. said nothing.",
        b="NSW said orders rose. Sea Metro Corporation said nothing.",
    )
    bodies = identities(annotated).query("kind == 'organisation'")

    assert [["a", "b"]] * 2 == list(bodies["doc_ids"])


def test_a_pronoun_that_is_not_sure_is_in_no_table(make_annotated: Make) -> None:
    """Where two companies may be meant, "it" joins neither across articles, and still has a speaker."""
    text = "Acme Corp. sued Bolt Corp. on Monday. It said the patents were old."
    table = mentions(make_annotated(text=text))

    assert "It" not in set(table["text"])


def test_a_school_is_no_body_of_another_kind(make_annotated: Make) -> None:
    """The United Nations are not "the school" near them; Columbia is "the university" named after it."""
    table = mentions(
        make_annotated(
            a="The United Nations condemned the attack. Two shells landed near the school.",
            b="Columbia rejected the claim. The university stood by its students.",
        )
    )
    name = dict(zip(table["text"], table["name"], strict=True))
    assert "United Nations" != name["the school"]
    assert "Columbia" == name["The university"]


def test_a_noun_behind_a_name_is_the_body_itself(make_annotated: Make) -> None:
    """The Hamas movement is Hamas; Intel's company and the Intel subsidiary are not Intel."""
    table = mentions(
        make_annotated(
            a="The Hamas movement rejected the plan. The Intel subsidiary makes chips. Google's company lost money."
        )
    )
    name = dict(zip(table["text"], table["name"], strict=True))
    assert "Hamas" == name["The Hamas movement"]
    assert "Intel" != name.get("The Intel subsidiary")
    assert "Google" != name.get("Google's company")


def test_ends_and_spellings_of_bodies_names_are_one(make_annotated: Make) -> None:
    """A team without its city, a centre and a center; a stroke parts two names."""
    table = identities(
        make_annotated(
            a="The Boston Red Sox beat the Yankees. The Red Sox scored nine runs.",
            b="The Red Sox lost again.",
            c="The World Health Organisation warned of flu.",
            d="The World Health Organization warned of flu.",
            e="Time Warner / Comcast: the two would merge, analysts said.",
            f="Comcast raised prices.",
        )
    )
    doc_ids = dict(zip(table["name"], table["doc_ids"], strict=True))
    assert ["a", "b"] == doc_ids["Boston Red Sox"]
    assert ["c", "d"] in list(doc_ids.values())
    assert ["e", "f"] == doc_ids["Comcast"]


def test_what_a_body_makes_is_said_of_the_only_one_near(make_annotated: Make) -> None:
    """After Intel alone "the chip maker" is Intel; "the parent company" is another, and of two it is neither."""
    table = mentions(
        make_annotated(
            a="Intel will cut jobs. The chip maker said demand fell.",
            b="Intel will cut jobs. The parent company said demand fell.",
            c="Intel and Microsoft lost money. The software company said it would appeal.",
        )
    )
    rows = zip(table["doc_id"], table["text"], table["name"], strict=True)
    name = {(doc, text): name for doc, text, name in rows}
    assert "Intel" == name["a", "The chip maker"]
    assert "Intel" != name["b", "The parent company"]
    assert name["c", "The software company"] not in {"Intel", "Microsoft"}
