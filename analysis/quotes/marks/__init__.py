"""Read quotation marks: their direction, their pairs, and what they enclose."""
