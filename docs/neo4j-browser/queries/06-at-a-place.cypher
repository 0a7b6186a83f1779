// What happened at a place, or in a country (table)
WITH 'Turkey' AS place
MATCH (l:Location {name: place})<-[:IN*0..3]-(where:Location)<-[:OCCURRED_AT]-(e:Event)
WITH DISTINCT e, where
RETURN coalesce(e.edtf, 'undated') AS date, where.name AS place, e.status AS status,
  e.title AS event, e.id AS id
ORDER BY e.sort, e.id
LIMIT 100;
