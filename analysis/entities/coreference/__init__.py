"""Link the mentions of one article to the entities they refer to."""
