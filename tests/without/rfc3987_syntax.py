"""Stands in the tests' processes for a checker of internationalised addresses that nothing here uses.

JupyterLab brings it, and it builds a grammar when it is imported: more than a second in every kernel.
"""

raise ImportError("rfc3987_syntax is left out of the tests' processes")
