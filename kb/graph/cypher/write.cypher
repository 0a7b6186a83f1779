// Storing analysed articles (kb.graph.write), in the order in which a transaction runs them.
//
// A lock is a property set to its own value: measured, that takes the node's write lock, while
// REMOVE of a missing property and MERGE of an existing node take none. It is a statement of its
// own after the MERGE: who waits in a MERGE that also sets something blocks the lock's owner as
// soon as that creates a relationship there (measured, a deadlock each time). Ids come sorted.

// name: stored_runs
// params: ids
MATCH (n:Run) WHERE n.id IN $ids
RETURN n.id AS id

// name: create_articles
// params: ids
UNWIND $ids AS id
MERGE (a:Article {id: id})
ON CREATE SET a.caption = '(loading)'

// name: lock_articles
// params: ids
UNWIND $ids AS id
MATCH (a:Article {id: id})
SET a.caption = a.caption

// name: read_articles
// params: ids
UNWIND $ids AS id
MATCH (:Article {id: id})-[:HAS_REVISION]->(r:Revision)
RETURN r.article_id AS article, r.id AS id, r.current AS current, r.modified AS modified,
       r.published_basis AS published_basis, r.published_instant AS published_instant,
       toString(r.published_earliest) AS published_earliest,
       toString(r.published_latest) AS published_latest,
       COLLECT { MATCH (r)-[:HAS_RUN]->(n:Run) RETURN n {.id, .extractor, .version, .current} } AS runs
ORDER BY id

// name: create_events
// params: ids
UNWIND $ids AS id
MERGE (e:Event {id: id})
ON CREATE SET e.caption = '(loading)'

// name: lock_events
// params: ids
UNWIND $ids AS id
MATCH (e:Event {id: id})
SET e.caption = e.caption

// name: put_publishers
// params: rows
UNWIND $rows AS row
MERGE (p:Publisher {id: row.id})
ON CREATE SET p += row

// name: put_revisions
// params: rows
UNWIND $rows AS row
MATCH (a:Article {id: row.article_id})
CREATE (a)-[:HAS_REVISION]->(r:Revision)
SET r = row

// name: put_originates_from
// params: rows
UNWIND $rows AS row
MATCH (r:Revision {id: row.start})
MATCH (p:Publisher {id: row.end})
CREATE (r)-[:ORIGINATES_FROM]->(p)

// name: put_runs
// params: rows
UNWIND $rows AS row
MATCH (r:Revision {id: row.revision_id})
CREATE (r)-[:HAS_RUN]->(n:Run)
SET n = row

// name: stored_mentions
// params: ids
MATCH (m:Mention) WHERE m.id IN $ids
RETURN m.id AS id

// name: put_mentions
// params: rows
UNWIND $rows AS row
MATCH (r:Revision {id: row.revision})
MATCH (e:Event {id: row.event})
CREATE (r)-[:HAS_MENTION]->(m:Mention)-[:OF]->(e)
SET m = row.props

// name: put_found
// params: rows
UNWIND $rows AS row
MATCH (n:Run {id: row.start})
MATCH (m:Mention {id: row.end})
CREATE (n)-[:FOUND]->(m)

// name: put_names
// params: rows
UNWIND $rows AS row
MATCH (m:Mention {id: row.start})
MATCH (a:Actor {id: row.end})
CREATE (m)-[r:NAMES]->(a)
SET r = row.props

// name: put_places
// params: rows
UNWIND $rows AS row
MATCH (m:Mention {id: row.start})
MATCH (l:Location {id: row.end})
CREATE (m)-[r:PLACES]->(l)
SET r = row.props

// name: put_attributed_to
// params: rows
UNWIND $rows AS row
MATCH (m:Mention {id: row.start})
MATCH (a:Actor {id: row.end})
CREATE (m)-[r:ATTRIBUTED_TO]->(a)
SET r = row.props

// name: set_current_runs
// params: rows, now
UNWIND $rows AS row
MATCH (n:Run {id: row.id})
SET n.current = row.current,
    n.retired = CASE WHEN row.current THEN null ELSE coalesce(n.retired, $now) END

// name: set_current_revisions
// params: rows, now
UNWIND $rows AS row
MATCH (r:Revision {id: row.id})
SET r.current = row.current,
    r.retired = CASE WHEN row.current THEN null ELSE coalesce(r.retired, $now) END

// name: put_articles
// params: rows
// The article as its new current revision states it; what the old one stated goes. Marked, because
// its text is to be compared with others anew.
UNWIND $rows AS row
MATCH (a:Article {id: row.id})
MATCH (r:Revision {id: row.revision_id})
SET a = row
SET a.dirty = true
WITH a, r
CALL (a) {
  MATCH (a)-[old:CURRENT|PUBLISHED_BY]->()
  DELETE old
}
CREATE (a)-[:CURRENT]->(r)

// name: put_published_by
// params: rows
UNWIND $rows AS row
MATCH (a:Article {id: row.start})
MATCH (p:Publisher {id: row.end})
CREATE (a)-[:PUBLISHED_BY]->(p)

// name: set_live
// params: ids
// A mention is live when its revision is current and a current run found it. Rows: what changed.
UNWIND $ids AS id
MATCH (r:Revision {id: id})-[:HAS_MENTION]->(m:Mention)
WITH m, r.current AND EXISTS { (m)<-[:FOUND]-(:Run {current: true}) } AS live
WHERE m.live <> live
SET m.live = live
RETURN m.id AS id, m.event_id AS event

// name: set_event_counts
// params: ids
UNWIND $ids AS id
MATCH (a:Article {id: id})
SET a.event_count = COUNT { (a)-[:REPORTS]->() }
