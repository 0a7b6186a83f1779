"""The domain: articles, entities, dates, mentions and events. Pure values; nothing here does I/O."""
