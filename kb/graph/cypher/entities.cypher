// Actors and locations. Those of our own data are written as they are; the others follow from
// the live mentions that name them, read under the node's lock.

// name: stored_actors
// params: ids
UNWIND $ids AS id
MATCH (n:Actor {id: id})
RETURN n.id AS id, properties(n) AS props,
  COLLECT {
    MATCH (n)-[r:ACTS_FOR]->()
    RETURN {id: r.id, since: toString(r.since), until: toString(r.until)}
  } AS links

// name: stored_locations
// params: ids
UNWIND $ids AS id
MATCH (n:Location {id: id})
RETURN n.id AS id, properties(n) AS props,
  COLLECT { MATCH (n)-[r:IN]->() RETURN {id: r.id} } AS links

// name: create_actors
// params: ids
UNWIND $ids AS id
MERGE (n:Actor {id: id})
ON CREATE SET n.known = false, n.caption = '(loading)'

// name: lock_actors
// params: ids
UNWIND $ids AS id
MATCH (n:Actor {id: id})
SET n.caption = n.caption

// name: create_locations
// params: ids
UNWIND $ids AS id
MERGE (n:Location {id: id})
ON CREATE SET n.known = false, n.caption = '(loading)'

// name: lock_locations
// params: ids
UNWIND $ids AS id
MATCH (n:Location {id: id})
SET n.caption = n.caption

// name: set_actors
// params: rows
UNWIND $rows AS row
MATCH (n:Actor {id: row.id})
SET n = row

// name: set_locations
// params: rows
UNWIND $rows AS row
MATCH (n:Location {id: row.id})
SET n = row
SET n.point = CASE WHEN row.latitude IS NULL OR row.longitude IS NULL THEN null
              ELSE point({latitude: row.latitude, longitude: row.longitude}) END

// name: drop_acts_for
// params: ids
UNWIND $ids AS id
MATCH ()-[r:ACTS_FOR {id: id}]->()
DELETE r

// name: put_acts_for
// params: rows
UNWIND $rows AS row
MATCH (n:Actor {id: row.start})
MATCH (p:Actor {id: row.end})
CREATE (n)-[r:ACTS_FOR]->(p)
SET r = row.props

// name: drop_in
// params: ids
UNWIND $ids AS id
MATCH ()-[r:IN {id: id}]->()
DELETE r

// name: put_in
// params: rows
UNWIND $rows AS row
MATCH (n:Location {id: row.start})
MATCH (p:Location {id: row.end})
CREATE (n)-[r:IN]->(p)
SET r = row.props

// name: unresolved_of
// params: ids
// The actors and locations that these mentions name and our own data doesn't know.
UNWIND $ids AS id
MATCH (:Mention {id: id})-[:NAMES|ATTRIBUTED_TO|PLACES]->(n)
WHERE NOT n.known
RETURN DISTINCT n.id AS id, n:Actor AS actor

// name: actor_sayings
// params: ids
UNWIND $ids AS id
MATCH (n:Actor {id: id}) WHERE NOT n.known
RETURN n.id AS id, properties(n) AS props,
  COLLECT {
    MATCH (n)<-[r:NAMES|ATTRIBUTED_TO]-(:Mention {live: true})
    WITH r.kind AS kind, r.name AS name, r.country AS country, r.aliases AS aliases,
         r.principal AS principal, count(*) AS count
    RETURN {kind: kind, name: name, country: country, aliases: aliases, principal: principal,
            count: count}
  } AS sayings,
  COLLECT {
    MATCH (n)-[r:ACTS_FOR]->()
    RETURN {id: r.id, since: toString(r.since), until: toString(r.until)}
  } AS links

// name: location_sayings
// params: ids
UNWIND $ids AS id
MATCH (n:Location {id: id}) WHERE NOT n.known
RETURN n.id AS id, properties(n) AS props,
  COLLECT {
    MATCH (n)<-[r:PLACES]-(:Mention {live: true})
    WITH r.kind AS kind, r.name AS name, r.country AS country, r.parent AS parent,
         count(*) AS count
    RETURN {kind: kind, name: name, country: country, parent: parent, count: count}
  } AS sayings,
  COLLECT { MATCH (n)-[r:IN]->() RETURN {id: r.id} } AS links
