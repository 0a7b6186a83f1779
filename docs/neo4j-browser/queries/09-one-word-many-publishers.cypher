// Events that several articles carry: how many origins do they really have (table)
MATCH (e:Event) WHERE e.article_count > 1 AND e.sort IS NOT NULL
RETURN e.edtf AS date, e.title AS event, e.article_count AS articles, e.origin_count AS origins,
  COLLECT { MATCH (a:Article)-[:REPORTS]->(e) RETURN DISTINCT a.publisher AS p ORDER BY p } AS publishers,
  e.origins AS credited
ORDER BY articles DESC, e.sort, e.id
LIMIT 50;
