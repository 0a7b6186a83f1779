// Derived data of events: read the live mentions under the event's lock, write what follows.

// name: event_mentions
// params: ids
// One row for each event; days as ISO strings (kb.graph.derive.read_mention).
UNWIND $ids AS id
MATCH (e:Event {id: id})
RETURN e.id AS id, e.dirty AS dirty,
  COLLECT {
    MATCH (e)<-[:OF]-(m:Mention {live: true})<-[:HAS_MENTION]-(r:Revision)
    RETURN {
      id: m.id, article: m.article_id, type: m.type, mode: m.mode, status: m.status,
      quote: m.quote, confidence: m.confidence,
      earliest: toString(m.date_earliest), latest: toString(m.date_latest),
      precision: m.date_precision, part: m.date_part, extent: m.date_extent,
      edtf: m.date_edtf, phrase: m.date_phrase, basis: m.date_basis,
      published_earliest: toString(r.published_earliest),
      published_latest: toString(r.published_latest),
      publisher: r.publisher, origins: r.origins,
      names: COLLECT {
        MATCH (m)-[n:NAMES]->(a:Actor)
        RETURN {role: n.role, actor: a.id, name: n.name, principal: n.principal, start: n.start}
      },
      places: COLLECT {
        MATCH (m)-[p:PLACES]->(l:Location)
        RETURN {location: l.id, name: p.name}
      }
    }
  } AS mentions,
  COLLECT { MATCH (e)-[r:INVOLVES]->() RETURN properties(r) } AS involves,
  COLLECT { MATCH (e)-[r:OCCURRED_AT]->() RETURN properties(r) } AS occurred_at,
  COLLECT { MATCH (e)<-[r:REPORTS]-() RETURN properties(r) } AS reports

// name: set_events
// params: rows
UNWIND $rows AS row
MATCH (e:Event {id: row.id})
SET e = row

// name: drop_involves
// params: ids
UNWIND $ids AS id
MATCH ()-[r:INVOLVES {id: id}]->()
DELETE r

// name: put_involves
// params: rows
UNWIND $rows AS row
MATCH (e:Event {id: row.start})
MATCH (a:Actor {id: row.end})
CREATE (e)-[r:INVOLVES]->(a)
SET r = row.props

// name: drop_occurred_at
// params: ids
UNWIND $ids AS id
MATCH ()-[r:OCCURRED_AT {id: id}]->()
DELETE r

// name: put_occurred_at
// params: rows
UNWIND $rows AS row
MATCH (e:Event {id: row.start})
MATCH (l:Location {id: row.end})
CREATE (e)-[r:OCCURRED_AT]->(l)
SET r = row.props

// name: drop_reports
// params: ids
UNWIND $ids AS id
MATCH ()-[r:REPORTS {id: id}]->()
DELETE r

// name: put_reports
// params: rows
UNWIND $rows AS row
MATCH (a:Article {id: row.start})
MATCH (e:Event {id: row.end})
CREATE (a)-[r:REPORTS]->(e)
SET r = row.props
