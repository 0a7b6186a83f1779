// Who takes part in most events (table)
MATCH (a:Actor)<-[i:INVOLVES]-(e:Event)
RETURN a.name AS actor, a.kind AS kind, count(DISTINCT e) AS events,
  count(DISTINCT CASE i.role WHEN 'SOURCE' THEN e END) AS as_source,
  count(DISTINCT CASE i.role WHEN 'TARGET' THEN e END) AS as_target
ORDER BY events DESC, actor
LIMIT 25;
