// Near-duplicate articles (kb.graph.duplicates): part of the linking pass, under its lock.

// name: marked_articles
// params: limit
MATCH (a:Article) WHERE a.dirty = true
RETURN a.id AS id ORDER BY id LIMIT $limit

// name: mark_articles
// params: ids
UNWIND $ids AS id
MATCH (a:Article {id: id})
SET a.dirty = true

// name: unmark_articles
// params: ids
UNWIND $ids AS id
MATCH (a:Article {id: id})
REMOVE a.dirty

// name: article_texts
// params: ids
UNWIND $ids AS id
MATCH (a:Article {id: id})-[:CURRENT]->(r:Revision)
RETURN a.id AS id, a.title AS title, a.publisher AS publisher, a.origins AS origins,
  r.text AS text, r.asides AS asides

// name: article_sketches
// params: ids
// None for an article that changes again at this moment: its mark is there, and its turn comes.
UNWIND $ids AS id
MATCH (a:Article {id: id}) WHERE a.prints IS NOT NULL
RETURN a.id AS id, a.title AS title, a.publisher AS publisher, a.origins AS origins,
  a.print_count AS count, a.prints AS prints

// name: set_sketches
// params: rows
UNWIND $rows AS row
MATCH (a:Article {id: row.id})
SET a.prints = row.prints, a.print_count = row.count

// name: text_keys
// params: ids
// An index over two properties is only read for a predicate on each; without the hint, a planner
// that has seen few keys scans the index over `print` instead.
UNWIND $ids AS id
MATCH (k:TextKey)
USING INDEX SEEK k:TextKey(article, print)
WHERE k.article = id AND k.print IS NOT NULL
RETURN k.article AS article, k.print AS print

// name: drop_text_keys
// params: ids
UNWIND $ids AS id
MATCH (k:TextKey)
USING INDEX SEEK k:TextKey(article, print)
WHERE k.article = id AND k.print IS NOT NULL
DELETE k

// name: put_text_keys
// params: rows
UNWIND $rows AS row
CREATE (k:TextKey)
SET k = row

// name: text_key_holders
// params: prints, limit
// What nobody has is left out; of a print that more than `limit` have, any of them are given.
UNWIND $prints AS print
WITH print, COLLECT { MATCH (k:TextKey {print: print}) RETURN k.article LIMIT $limit } AS articles
WHERE articles <> []
RETURN print, articles

// name: stored_near_duplicates
// params: ids
UNWIND $ids AS id
MATCH (:Article {id: id})-[r:NEAR_DUPLICATE_OF]-()
RETURN DISTINCT properties(r) AS props

// name: drop_near_duplicate_of
// params: ids
UNWIND $ids AS id
MATCH ()-[r:NEAR_DUPLICATE_OF {id: id}]->()
DELETE r

// name: put_near_duplicate_of
// params: rows
UNWIND $rows AS row
MATCH (a:Article {id: row.start})
MATCH (b:Article {id: row.end})
CREATE (a)-[r:NEAR_DUPLICATE_OF]->(b)
SET r = row.props
