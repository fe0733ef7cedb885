"""Infer which article took prose from another, and which articles go back to one source."""
