"""The extractor "openai": a language model proposes, kb decides (docs/extractors.md).

The model reads the narrative and proposes events in the article's own words. What it says is
held against the text: offsets, actors, places, dates and speakers are found by kb's own code, and a
proposal whose words aren't there is rejected. Unlike the rest of kb.extract it uses the network.
"""
