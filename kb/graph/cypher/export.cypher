// The export: pages of one kind in the order of ids, after the last one seen. `history` adds what
// is not current. Only what live mentions use is canonical.

// name: export_articles
// params: after, limit, history
MATCH (n:Article) WHERE n.id > $after AND (n.revision_id IS NOT NULL OR $history)
RETURN n.id AS id, properties(n) AS props
ORDER BY n.id LIMIT $limit

// name: export_revisions
// params: after, limit, history
MATCH (n:Revision) WHERE n.id > $after AND (n.current OR $history)
RETURN n.id AS id, properties(n) AS props
ORDER BY n.id LIMIT $limit

// name: export_runs
// params: after, limit, history
MATCH (n:Run) WHERE n.id > $after
  AND ($history OR (n.current AND EXISTS { (n)<-[:HAS_RUN]-(:Revision {current: true}) }))
RETURN n.id AS id, properties(n) AS props,
  COLLECT {
    MATCH (n)-[:FOUND]->(m:Mention)
    RETURN m.id ORDER BY m.id
  } AS found
ORDER BY n.id LIMIT $limit

// name: export_mentions
// params: after, limit, history
MATCH (n:Mention) WHERE n.id > $after AND (n.live OR $history)
RETURN n.id AS id, properties(n) AS props
ORDER BY n.id LIMIT $limit

// name: export_events
// params: after, limit, history
MATCH (n:Event) WHERE n.id > $after AND (n.sort IS NOT NULL OR $history)
RETURN n.id AS id, properties(n) AS props
ORDER BY n.id LIMIT $limit

// name: export_actors
// params: after, limit, history
// Named by a live event or by a live mention, or one for whom such an actor acts.
MATCH (n:Actor) WHERE n.id > $after AND ($history
  OR EXISTS { (n)<-[:INVOLVES]-() }
  OR EXISTS { (n)<-[:ATTRIBUTED_TO]-(:Mention {live: true}) }
  OR EXISTS { (n)<-[:ACTS_FOR]-(:Actor)<-[:INVOLVES]-() }
  OR EXISTS { (n)<-[:ACTS_FOR]-(:Actor)<-[:ATTRIBUTED_TO]-(:Mention {live: true}) })
RETURN n.id AS id, properties(n) AS props
ORDER BY n.id LIMIT $limit

// name: export_locations
// params: after, limit, history
// Where a live event occurred, and what that lies in.
MATCH (n:Location) WHERE n.id > $after
  AND ($history OR EXISTS { (n)<-[:IN*0..5]-(:Location)<-[:OCCURRED_AT]-() })
RETURN n.id AS id, properties(n) AS props
ORDER BY n.id LIMIT $limit

// name: export_publishers
// params: after, limit, history
MATCH (n:Publisher) WHERE n.id > $after AND ($history
  OR EXISTS { (n)<-[:PUBLISHED_BY]-() }
  OR EXISTS { (n)<-[:ORIGINATES_FROM]-(:Revision {current: true}) })
RETURN n.id AS id, properties(n) AS props
ORDER BY n.id LIMIT $limit

// name: export_names
// params: after, limit, history
MATCH (a:Mention)-[r:NAMES]->(b) WHERE r.id > $after AND (a.live OR $history)
RETURN r.id AS id, a.id AS start, b.id AS end, properties(r) AS props
ORDER BY r.id LIMIT $limit

// name: export_places
// params: after, limit, history
MATCH (a:Mention)-[r:PLACES]->(b) WHERE r.id > $after AND (a.live OR $history)
RETURN r.id AS id, a.id AS start, b.id AS end, properties(r) AS props
ORDER BY r.id LIMIT $limit

// name: export_attributed_to
// params: after, limit, history
MATCH (a:Mention)-[r:ATTRIBUTED_TO]->(b) WHERE r.id > $after AND (a.live OR $history)
RETURN r.id AS id, a.id AS start, b.id AS end, properties(r) AS props
ORDER BY r.id LIMIT $limit

// name: export_involves
// params: after, limit
MATCH (a)-[r:INVOLVES]->(b) WHERE r.id > $after
RETURN r.id AS id, a.id AS start, b.id AS end, properties(r) AS props
ORDER BY r.id LIMIT $limit

// name: export_occurred_at
// params: after, limit
MATCH (a)-[r:OCCURRED_AT]->(b) WHERE r.id > $after
RETURN r.id AS id, a.id AS start, b.id AS end, properties(r) AS props
ORDER BY r.id LIMIT $limit

// name: export_reports
// params: after, limit
MATCH (a)-[r:REPORTS]->(b) WHERE r.id > $after
RETURN r.id AS id, a.id AS start, b.id AS end, properties(r) AS props
ORDER BY r.id LIMIT $limit

// name: export_similar_to
// params: after, limit
MATCH (a)-[r:SIMILAR_TO]->(b) WHERE r.id > $after
RETURN r.id AS id, a.id AS start, b.id AS end, properties(r) AS props
ORDER BY r.id LIMIT $limit

// name: export_near_duplicate_of
// params: after, limit
MATCH (a)-[r:NEAR_DUPLICATE_OF]->(b) WHERE r.id > $after
RETURN r.id AS id, a.id AS start, b.id AS end, properties(r) AS props
ORDER BY r.id LIMIT $limit

// name: export_acts_for
// params: after, limit, history
MATCH (a:Actor)-[r:ACTS_FOR]->(b) WHERE r.id > $after AND ($history
  OR EXISTS { (a)<-[:INVOLVES]-() }
  OR EXISTS { (a)<-[:ATTRIBUTED_TO]-(:Mention {live: true}) })
RETURN r.id AS id, a.id AS start, b.id AS end, properties(r) AS props
ORDER BY r.id LIMIT $limit

// name: export_in
// params: after, limit, history
MATCH (a:Location)-[r:IN]->(b) WHERE r.id > $after
  AND ($history OR EXISTS { (a)<-[:IN*0..5]-(:Location)<-[:OCCURRED_AT]-() })
RETURN r.id AS id, a.id AS start, b.id AS end, properties(r) AS props
ORDER BY r.id LIMIT $limit
