"""Read a saved web page: its blocks, those that are the article, its facts and what is doubtful about it."""
