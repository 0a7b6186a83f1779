// Threatened, offered, proposed or planned, and what came of it (table)
MATCH (said:Event) WHERE said.status IN ['THREATENED', 'OFFERED', 'PROPOSED', 'PLANNED', 'ANNOUNCED']
  AND said.sort IS NOT NULL
OPTIONAL MATCH (said)-[link:SIMILAR_TO {kind: 'FULFILS'}]-(done:Event)
RETURN coalesce(said.edtf, 'undated') AS said_on, said.status AS status, said.title AS event,
  coalesce(done.edtf, '') AS done_on, done.title AS what_came_of_it, link.score AS score,
  link.reasons AS reasons
ORDER BY said.sort, said.id
LIMIT 100;
