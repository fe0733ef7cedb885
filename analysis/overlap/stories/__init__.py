"""Group articles by the event that they report, and tell how each reports it."""
