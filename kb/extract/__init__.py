"""Extraction: an article in, mentions of events out. Pure: no graph, no network."""
