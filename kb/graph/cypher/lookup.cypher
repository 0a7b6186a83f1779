// Look-ups by name and counts (kb.graph.read).

// name: count_all
// params:
RETURN {
  articles: COUNT { (n:Article) WHERE n.revision_id IS NOT NULL },
  revisions: COUNT { (:Revision) },
  mentions: COUNT { (n:Mention) WHERE n.live },
  events: COUNT { (n:Event) WHERE n.sort IS NOT NULL },
  actors: COUNT { (:Actor) },
  locations: COUNT { (:Location) },
  publishers: COUNT { (:Publisher) },
  links: COUNT { ()-[:SIMILAR_TO]->() },
  duplicates: COUNT { ()-[:NEAR_DUPLICATE_OF]->() }
} AS counts

// name: actors_named
// params: folded, query
// The folded name by its index, aliases by the full-text index and then exactly.
CALL () {
  MATCH (n:Actor) WHERE n.folded = $folded
  RETURN n
  UNION
  CALL db.index.fulltext.queryNodes('name_text', $query) YIELD node AS n
  WHERE n:Actor AND $folded IN n.names
  RETURN n
}
RETURN n.id AS id ORDER BY id

// name: locations_named
// params: folded, query
CALL () {
  MATCH (n:Location) WHERE n.folded = $folded
  RETURN n
  UNION
  CALL db.index.fulltext.queryNodes('name_text', $query) YIELD node AS n
  WHERE n:Location AND $folded IN n.names
  RETURN n
}
RETURN n.id AS id ORDER BY id

// name: names_like
// params: query, label, limit
CALL db.index.fulltext.queryNodes('name_text', $query) YIELD node AS n, score
WHERE $label IN labels(n) AND n.name IS NOT NULL
RETURN n.id AS id, n.name AS name, n.names AS names
ORDER BY score DESC, n.id LIMIT $limit
