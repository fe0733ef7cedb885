"""Read what the sentences of an article say that another article may say otherwise: numbers, days and names."""
