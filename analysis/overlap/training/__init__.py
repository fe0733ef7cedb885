"""How were the word vectors and the score of paraphrases made? What runs once, not with the reports."""
