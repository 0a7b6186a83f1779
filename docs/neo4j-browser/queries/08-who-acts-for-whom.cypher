// Who acts for whom (graph)
MATCH path = (:Actor)-[:ACTS_FOR]->(:Actor {kind: 'STATE'})
RETURN path
LIMIT 100;
