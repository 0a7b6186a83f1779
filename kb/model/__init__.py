"""The domain: articles, entities, dates, mentions and events. Pure values, no I/O."""
