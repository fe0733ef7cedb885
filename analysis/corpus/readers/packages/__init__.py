"""Files that hold files: mails, web archives, books, packed tables; and what a file is by its content."""
