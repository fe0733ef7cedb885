"""Split the exports of press databases into articles, by each database's own marks."""
