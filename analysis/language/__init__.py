"""What does the language itself say? Facts of English as data, so that another language is a folder away."""
