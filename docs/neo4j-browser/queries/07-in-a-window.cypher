// Everything that may have happened in a window of time (table)
WITH date('2019-07-01') AS first, date('2019-07-31') AS last
MATCH (e:Event)
WHERE e.window_from <= last AND e.window_to >= first
RETURN coalesce(e.edtf, 'undated') AS date, e.precision AS precision, e.basis AS basis,
  e.status AS status, e.title AS event, e.origin_count AS origins
ORDER BY e.sort, e.id
LIMIT 100;
