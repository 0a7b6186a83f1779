// The linking pass (kb.graph.link).

// name: lock_linking
// params:
// One pass at a time: a second one waits here.
MATCH (k:KbMeta {id: 'kb'})
SET k.caption = k.caption

// name: marked_events
// params: limit
MATCH (e:Event) WHERE e.dirty = true
RETURN e.id AS id ORDER BY id LIMIT $limit

// name: unmark_events
// params: ids
UNWIND $ids AS id
MATCH (e:Event {id: id})
REMOVE e.dirty

// name: link_facts
// params: ids, spans
// What kb.graph.similarity compares; principals are the actors who don't act for one of the side.
UNWIND $ids AS id
MATCH (e:Event {id: id}) WHERE e.span IN $spans
RETURN e.id AS id, e.type AS type, e.status AS status, e.span AS span,
  toString(e.window_from) AS first, toString(e.window_to) AS last,
  COLLECT {
    MATCH (e)-[r:INVOLVES]->(a:Actor)
    RETURN {role: r.role, actor: a.id, via: r.via}
  } AS involves,
  COLLECT { MATCH (e)-[:OCCURRED_AT]->(l:Location) RETURN l.id } AS places

// name: drop_link_keys
// params: ids
UNWIND $ids AS id
MATCH (k:LinkKey {event: id})
DELETE k

// name: put_link_keys
// params: rows
UNWIND $rows AS row
CREATE (k:LinkKey)
SET k = row

// name: find_candidates
// params: rows
UNWIND $rows AS row
MATCH (k:LinkKey)
WHERE k.key = row.key AND k.span = row.span AND k.day >= row.from AND k.day <= row.to
  AND k.event <> row.event
RETURN DISTINCT row.event AS event, k.event AS candidate

// name: stored_links
// params: ids
UNWIND $ids AS id
MATCH (:Event {id: id})-[r:SIMILAR_TO]-()
RETURN DISTINCT properties(r) AS props

// name: drop_similar_to
// params: ids
UNWIND $ids AS id
MATCH ()-[r:SIMILAR_TO {id: id}]->()
DELETE r

// name: put_similar_to
// params: rows
UNWIND $rows AS row
MATCH (a:Event {id: row.start})
MATCH (b:Event {id: row.end})
CREATE (a)-[r:SIMILAR_TO]->(b)
SET r = row.props
