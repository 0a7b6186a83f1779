// What happened between two actors, in order (table)
WITH 'Turkey' AS one, 'United States' AS other
MATCH (a:Actor {name: one})<-[:INVOLVES]-(e:Event)-[:INVOLVES]->(b:Actor {name: other})
WITH DISTINCT e
ORDER BY e.sort, e.id
RETURN coalesce(e.edtf, 'undated') AS date, e.status AS status, e.type AS type, e.title AS event,
  e.origin_count AS origins, e.id AS id
LIMIT 100;
