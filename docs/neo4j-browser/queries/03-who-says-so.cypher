// Who says so: the words behind the events of a type (table)
WITH 'SANCTION' AS type
MATCH (r:Revision)-[:HAS_MENTION]->(m:Mention {live: true})-[:OF]->(e:Event {type: type})
MATCH (article:Article)-[:CURRENT]->(r)
RETURN coalesce(e.edtf, 'undated') AS date, e.status AS status, e.title AS event,
  m.quote AS words, COLLECT { MATCH (m)-[:ATTRIBUTED_TO]->(s:Actor) RETURN s.name } AS said_by,
  coalesce(article.publisher, article.title) AS publisher, r.origins AS origins,
  article.published_edtf AS published
ORDER BY e.sort, e.id, published
LIMIT 100;
