SELECT file, count(*) FILTER (ours) AS loaded FROM outcome GROUP BY file
