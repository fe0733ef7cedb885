"""A notebook that displays all that a notebook can of articles, terms, attributions and passages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import nbformat

#: Names that an article does not have, and that an error says.
ASKED = "<img src=x onerror=window.ran=31> \x1b[2J</script><script>window.ran = 32</script>"

_CELLS = (
    'from analysis.parameters import form, read_parameters\n\nform("term_frequencies", globals())',
    """
import pandas as pd
from analysis import compare_articles, find_passages, overlap, quotes, session, terms, views

settings = read_parameters("term_frequencies", globals())
annotated = session.open_corpus(settings)
articles = annotated.corpus
articles
""",
    # JupyterLab shows fifty outputs of a cell.
    "for article in articles.articles[:40]:\n    display(article)",
    "for article in articles.articles[40:]:\n    display(article)",
    "display(annotated, articles.to_frame(), articles.rejected, articles.warnings)",
    """
found = quotes.find_quotes(annotated)
marked = quotes.marked_terms(annotated)
names = views.short_names(articles)
display(found, pd.DataFrame(found), marked, quotes.speakers(found))
""",
    "for article in list(articles)[::7]:\n    display(views.read_quotes(article, found, marked))",
    """
display(views.quote_table(found, articles.articles, names=names))
display(views.table(articles.rejected, "Left out"), views.chart_speakers(quotes.speakers(found), top=20))
""",
    """
counts = terms.count_terms(annotated)
frequencies = terms.term_frequencies(annotated)
first = frequencies["term"].head(30).tolist()
display(frequencies, terms.keyword_in_context(annotated, "council"))
display(terms.keyness(annotated, articles.articles[0].doc_id))
display(views.term_explorer(terms.explore_terms(counts, first=first), names=names, unit="words"))
""",
    """
by_article = terms.term_frequencies(annotated, by_article=True)
contexts = terms.contexts(counts, first[:5], [], window=8, sort="text")
lengths = {article.doc_id: len(article.text) for article in articles}
display(views.chart_terms_by_article(by_article, first, names))
display(views.chart_concordance(contexts, lengths, names=names, title="Where the terms are"))
""",
    """
some = annotated.select([article.doc_id for article in articles][::3])
found = quotes.find_quotes(some)
passages = overlap.classify_passages(some.corpus, find_passages(some))
pairs = compare_articles(some, quotes=found)
display(passages, pairs, views.table(pairs, "Pairs", columns="pairs", names=names, top=20))
for pair in pairs.head(4).itertuples():
    display(overlap.compare_pair(some, pair.doc_a, pair.doc_b, quotes=found))
overlaps = overlap.collect_overlaps(passages, overlap.shared_quotations(some, quotes=found))
derivation = overlap.infer_derivation(some.corpus, passages)
sharing = {"derivation": derivation, "groups": overlap.group_by_source(some.corpus, passages, derivation)}
sharing["outlets"] = {article.doc_id: article.outlet for article in some.corpus}
reader = views.read_pairs(some.corpus, overlaps, overlap.compare_descriptions(some), names=names, top=30)
display(reader, views.passage_table(overlaps, names, reader), views.chart_network(overlaps, names, **sharing))
""",
    f"""
from analysis import DatelineError

try:
    articles.select([{ASKED!r}])
except DatelineError:
    get_ipython().showtraceback()
""",
)


def write_notebook(file: Path, parameters: Mapping[str, object]) -> None:
    """Write the notebook, with these values in its parameters cell."""
    cells = ["\n".join(f"{name} = {value!r}" for name, value in parameters.items()), *_CELLS]
    book = nbformat.v4.new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
    book.cells = [nbformat.v4.new_code_cell(cell.strip()) for cell in cells]
    book.cells[0].metadata["tags"] = ["parameters"]
    nbformat.write(book, file)
