"""Terms among other words: concordances, collocates and the networks they form."""
