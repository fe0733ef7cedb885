"""Record what each report was made from; verify, compare and reproduce reports."""
