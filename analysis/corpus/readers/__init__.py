"""Read files of each format: bytes in, text and the facts that the file gives out."""
