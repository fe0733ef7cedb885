"""Make the data of the overlap functions, by hand: the word vectors and the score of paraphrases."""
