"""Make what the overlap functions read: the word vectors and the score of paraphrases. Run once, by hand."""
