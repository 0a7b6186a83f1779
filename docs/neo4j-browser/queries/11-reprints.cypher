// Articles with nearly the same text, and what they have in common (graph)
MATCH alike = (a:Article)-[link:NEAR_DUPLICATE_OF]->(b:Article)
WITH alike, a, b, link ORDER BY link.score DESC, link.id LIMIT 50
OPTIONAL MATCH published = (a)-[:PUBLISHED_BY]->(:Publisher)
OPTIONAL MATCH reprinted = (b)-[:PUBLISHED_BY]->(:Publisher)
RETURN alike, published, reprinted;
