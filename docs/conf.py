"""Settings of the documentation: Markdown in, pages out that fetch nothing from elsewhere."""

from __future__ import annotations

from analysis.reports.provenance import _project

project = "Dateline"
author = "The Dateline developers"
release = version = _project.own_version()

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["generated/*"]

html_theme = "furo"
html_title = "Dateline"
html_show_copyright = False
html_show_sphinx = False
html_show_sourcelink = False
html_copy_source = False
html_extra_path = ["extra"]

# Docstrings: one back-tick is code, and the columns of a table are set like arguments.
default_role = "code"
autodoc_member_order = "bysource"
autodoc_typehints = "none"
napoleon_numpy_docstring = False
napoleon_custom_sections = [("Columns", "params_style")]
napoleon_use_ivar = True
napoleon_use_rtype = False
