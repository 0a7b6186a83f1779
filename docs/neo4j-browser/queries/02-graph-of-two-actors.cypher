// Two actors, what they did, and where (graph)
WITH 'Turkey' AS one, 'United States' AS other
MATCH (a:Actor {name: one})<-[:INVOLVES]-(e:Event)-[:INVOLVES]->(b:Actor {name: other})
WITH DISTINCT e
ORDER BY e.sort, e.id
LIMIT 40
MATCH path = (e)-[:INVOLVES {direct: true}]->(:Actor)
OPTIONAL MATCH place = (e)-[:OCCURRED_AT]->(:Location)
OPTIONAL MATCH alike = (e)-[:SIMILAR_TO]-(:Event)
RETURN path, place, alike;
