// From an event down to the words and the article (graph)
MATCH (e:Event {type: 'SANCTION'}) WHERE e.sort IS NOT NULL
WITH e ORDER BY e.mention_count DESC, e.id LIMIT 3
MATCH path = (e)<-[:OF]-(m:Mention {live: true})<-[:HAS_MENTION]-(r:Revision)<-[:CURRENT]-(a:Article)
OPTIONAL MATCH publisher = (a)-[:PUBLISHED_BY]->(:Publisher)
OPTIONAL MATCH names = (m)-[:NAMES]->(:Actor)
RETURN path, publisher, names;
