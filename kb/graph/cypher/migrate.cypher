// The schema, as numbered migrations: `m001_…` belong to version 1 and run in the order of their
// names, in one transaction. Each one is idempotent. A released migration is never changed.
// `d002_…` changes data for version 2, at most `limit` nodes at a time until nothing is left.

// name: schema_version
// params:
// 0 in an empty database; null while the label doesn't exist is 0 too.
OPTIONAL MATCH (k:KbMeta {id: 'kb'})
RETURN coalesce(k.version, 0) AS version

// name: await_indexes
// params: seconds
CALL db.awaitIndexes($seconds)

// name: orphaned_indexes
// params:
// A constraint makes its index first, in a transaction of its own. A program that is killed in
// between leaves the index, and the constraint can then never be made. All constraints, and
// nothing else, have names that end in "_id".
SHOW INDEXES YIELD name, owningConstraint
WHERE owningConstraint IS NULL AND name ENDS WITH '_id'
RETURN name
ORDER BY name

// name: drop_index
// params: index
DROP INDEX $index IF EXISTS

// name: record_version
// params: version
// Two programs may migrate at once: the version only ever rises.
MERGE (k:KbMeta {id: 'kb'})
SET k.caption = 'kb',
    k.version = CASE WHEN coalesce(k.version, 0) < $version THEN $version ELSE k.version END

// name: m001_01_meta
// params:
CREATE CONSTRAINT kb_meta_id IF NOT EXISTS FOR (n:KbMeta) REQUIRE n.id IS UNIQUE

// name: m001_02_article
// params:
CREATE CONSTRAINT article_id IF NOT EXISTS FOR (n:Article) REQUIRE n.id IS UNIQUE

// name: m001_03_revision
// params:
CREATE CONSTRAINT revision_id IF NOT EXISTS FOR (n:Revision) REQUIRE n.id IS UNIQUE

// name: m001_04_run
// params:
CREATE CONSTRAINT run_id IF NOT EXISTS FOR (n:Run) REQUIRE n.id IS UNIQUE

// name: m001_05_mention
// params:
CREATE CONSTRAINT mention_id IF NOT EXISTS FOR (n:Mention) REQUIRE n.id IS UNIQUE

// name: m001_06_event
// params:
CREATE CONSTRAINT event_id IF NOT EXISTS FOR (n:Event) REQUIRE n.id IS UNIQUE

// name: m001_07_actor
// params:
CREATE CONSTRAINT actor_id IF NOT EXISTS FOR (n:Actor) REQUIRE n.id IS UNIQUE

// name: m001_08_location
// params:
CREATE CONSTRAINT location_id IF NOT EXISTS FOR (n:Location) REQUIRE n.id IS UNIQUE

// name: m001_09_publisher
// params:
CREATE CONSTRAINT publisher_id IF NOT EXISTS FOR (n:Publisher) REQUIRE n.id IS UNIQUE

// name: m001_10_link_key
// params:
CREATE CONSTRAINT link_key_id IF NOT EXISTS FOR (n:LinkKey) REQUIRE n.id IS UNIQUE

// name: m001_11_names
// params:
CREATE CONSTRAINT names_id IF NOT EXISTS FOR ()-[r:NAMES]-() REQUIRE r.id IS UNIQUE

// name: m001_12_places
// params:
CREATE CONSTRAINT places_id IF NOT EXISTS FOR ()-[r:PLACES]-() REQUIRE r.id IS UNIQUE

// name: m001_13_attributed_to
// params:
CREATE CONSTRAINT attributed_to_id IF NOT EXISTS
FOR ()-[r:ATTRIBUTED_TO]-() REQUIRE r.id IS UNIQUE

// name: m001_14_involves
// params:
CREATE CONSTRAINT involves_id IF NOT EXISTS FOR ()-[r:INVOLVES]-() REQUIRE r.id IS UNIQUE

// name: m001_15_occurred_at
// params:
CREATE CONSTRAINT occurred_at_id IF NOT EXISTS FOR ()-[r:OCCURRED_AT]-() REQUIRE r.id IS UNIQUE

// name: m001_16_reports
// params:
CREATE CONSTRAINT reports_id IF NOT EXISTS FOR ()-[r:REPORTS]-() REQUIRE r.id IS UNIQUE

// name: m001_17_similar_to
// params:
CREATE CONSTRAINT similar_to_id IF NOT EXISTS FOR ()-[r:SIMILAR_TO]-() REQUIRE r.id IS UNIQUE

// name: m001_18_acts_for
// params:
CREATE CONSTRAINT acts_for_id IF NOT EXISTS FOR ()-[r:ACTS_FOR]-() REQUIRE r.id IS UNIQUE

// name: m001_19_in
// params:
CREATE CONSTRAINT in_id IF NOT EXISTS FOR ()-[r:IN]-() REQUIRE r.id IS UNIQUE

// name: m001_30_event_sort
// params:
// The timeline's keyset: (sort, id). An event without live mentions has no sort and isn't in it.
CREATE INDEX event_sort IF NOT EXISTS FOR (n:Event) ON (n.sort, n.id)

// name: m001_31_event_window
// params:
// Overlap with a window: one ordered branch for each class of width (kb.model.dates.SPANS).
CREATE INDEX event_window IF NOT EXISTS FOR (n:Event) ON (n.span, n.window_from, n.id)

// name: m001_32_event_published
// params:
CREATE INDEX event_published IF NOT EXISTS FOR (n:Event) ON (n.first_published, n.id)

// name: m001_33_event_type
// params:
CREATE INDEX event_type IF NOT EXISTS FOR (n:Event) ON (n.type)

// name: m001_34_event_dirty
// params:
CREATE INDEX event_dirty IF NOT EXISTS FOR (n:Event) ON (n.dirty)

// name: m001_35_article_published
// params:
CREATE INDEX article_published IF NOT EXISTS FOR (n:Article) ON (n.published_earliest, n.id)

// name: m001_36_actor_folded
// params:
CREATE INDEX actor_folded IF NOT EXISTS FOR (n:Actor) ON (n.folded)

// name: m001_37_location_folded
// params:
CREATE INDEX location_folded IF NOT EXISTS FOR (n:Location) ON (n.folded)

// name: m001_38_publisher_folded
// params:
CREATE INDEX publisher_folded IF NOT EXISTS FOR (n:Publisher) ON (n.folded)

// name: m001_39_location_point
// params:
CREATE POINT INDEX location_point IF NOT EXISTS FOR (n:Location) ON (n.point)

// name: m001_40_link_key_day
// params:
// The linking pass looks candidates up by what they share and when (kb.graph.similarity).
CREATE INDEX link_key_day IF NOT EXISTS FOR (n:LinkKey) ON (n.key, n.span, n.day)

// name: m001_41_link_key_event
// params:
CREATE INDEX link_key_event IF NOT EXISTS FOR (n:LinkKey) ON (n.event)

// name: m001_50_event_text
// params:
// `words` holds the quotes and the names, as written and folded, of the event's live mentions.
CREATE FULLTEXT INDEX event_text IF NOT EXISTS
FOR (n:Event) ON EACH [n.title, n.words]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'english'}}

// name: m001_51_article_text
// params:
// Over revisions: filter `current`, then step to the article.
CREATE FULLTEXT INDEX article_text IF NOT EXISTS
FOR (n:Revision) ON EACH [n.title, n.text]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'english'}}

// name: m001_52_name_text
// params:
// `names` holds the folded name and aliases.
CREATE FULLTEXT INDEX name_text IF NOT EXISTS
FOR (n:Actor|Location|Publisher) ON EACH [n.names]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-no-stop-words'}}

// name: m002_01_text_key
// params:
// Articles by hashes of their text (kb.graph.duplicates).
CREATE CONSTRAINT text_key_id IF NOT EXISTS
FOR (n:TextKey) REQUIRE (n.article, n.print) IS UNIQUE

// name: m002_02_near_duplicate_of
// params:
CREATE CONSTRAINT near_duplicate_of_id IF NOT EXISTS
FOR ()-[r:NEAR_DUPLICATE_OF]-() REQUIRE r.id IS UNIQUE

// name: m002_30_text_key_print
// params:
CREATE INDEX text_key_print IF NOT EXISTS FOR (n:TextKey) ON (n.print)

// name: m002_31_article_dirty
// params:
CREATE INDEX article_dirty IF NOT EXISTS FOR (n:Article) ON (n.dirty)

// name: d002_mark_articles
// params: limit
// Articles stored by version 1 were never compared.
MATCH (a:Article) WHERE a.prints IS NULL AND a.dirty IS NULL
WITH a LIMIT $limit
SET a.dirty = true
RETURN count(a) AS changed
