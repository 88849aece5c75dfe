-- A text for each inconsistency in the pack; no row if it is consistent.
SELECT format('{}: {} rows were read but {} are accounted for', file, rows_read,
              rows_loaded + rows_outside + rows_rejected + rows_superseded) AS problem
FROM source
WHERE rows_read <> rows_loaded + rows_outside + rows_rejected + rows_superseded
UNION ALL
SELECT format('{} incidents are held but {} rows were loaded', stored.n, counted.n)
FROM (SELECT count(*) AS n FROM incident) AS stored,
     (SELECT coalesce(sum(rows_loaded), 0)::BIGINT AS n FROM source
      WHERE kind = 'street') AS counted
WHERE stored.n <> counted.n
UNION ALL
SELECT format('{}: {} rejections are held but {} rows were rejected', file, stored.n, counted.n)
FROM (SELECT file, count(*) AS n FROM rejected GROUP BY file) AS stored
FULL JOIN (SELECT file, sum(rows_rejected)::BIGINT AS n FROM source WHERE rows_rejected > 0
           GROUP BY file) AS counted USING (file)
WHERE stored.n IS DISTINCT FROM counted.n
UNION ALL
SELECT format('{} incidents have no current ward', count(*))
FROM incident
WHERE ward_code IS NULL
   OR ward_code NOT IN (SELECT code FROM area WHERE kind = 'ward' AND current)
HAVING count(*) > 0
UNION ALL
SELECT format('{} incidents lie in a month that their force does not have', count(*))
FROM incident LEFT JOIN coverage
     ON coverage.month = incident.month AND coverage.source = incident.force
WHERE coverage.month IS NULL
HAVING count(*) > 0
UNION ALL
SELECT format('{} incidents have an unknown crime type', count(*))
FROM incident WHERE crime_type IS NULL OR crime_type NOT IN (SELECT id FROM crime_type)
HAVING count(*) > 0
UNION ALL
SELECT 'there is no current ward'
WHERE NOT EXISTS (SELECT 1 FROM area WHERE kind = 'ward' AND current)
UNION ALL
SELECT 'there is no month that every primary police force has'
WHERE NOT EXISTS (SELECT 1 FROM calendar WHERE covered)
UNION ALL
SELECT format('the area id {} is used {} times', slug, count(*))
FROM area WHERE current AND kind IN ('ward', 'place') GROUP BY slug HAVING count(*) > 1
UNION ALL
SELECT format('the area {} has no id', name)
FROM area WHERE coalesce(slug, '') = ''
UNION ALL
SELECT format('incident {} is held {} times', incident_id, count(*))
FROM incident GROUP BY incident_id HAVING count(*) > 1
UNION ALL
SELECT format('{} memberships point to an incident or area that is not held', count(*))
FROM incident_area AS pair
LEFT JOIN incident USING (incident_id)
LEFT JOIN area USING (kind, vintage, code)
WHERE incident.incident_id IS NULL OR area.name IS NULL
HAVING count(*) > 0
UNION ALL
SELECT format('{} populations are of an area that is not held', count(*))
FROM denominator LEFT JOIN area USING (kind, code)
WHERE area.name IS NULL
  AND NOT (kind = 'district' AND list_contains((SELECT codes FROM borough), code))
HAVING count(*) > 0
UNION ALL
SELECT format('{} actions point to a place that is not held', count(*))
FROM action
WHERE place NOT IN (SELECT code FROM area WHERE kind = 'place')
   OR comparison NOT IN (SELECT code FROM area WHERE kind = 'place')
HAVING count(*) > 0
UNION ALL
SELECT format('{} counts are of another area that is not held', count(*))
FROM peer_count WHERE code NOT IN (SELECT code FROM peer)
HAVING count(*) > 0
UNION ALL
SELECT format('the borough is among its peers as {}', code)
FROM peer WHERE list_contains((SELECT codes FROM borough LIMIT 1), code)
UNION ALL
SELECT format('{} restricted counts are not in a band of any rule for the {}', count(*), audience)
FROM (SELECT n, least, most FROM request_cell
      UNION ALL
      SELECT n, least, most FROM marac_window WHERE n IS NOT NULL) AS shown, borough
WHERE n NOT BETWEEN least AND most
   OR (n > 0 AND NOT EXISTS (
       SELECT 1 FROM disclosure
       WHERE disclosure.audience = borough.audience AND NOT published_only
         AND most - least + 1 = width AND most % width = 0))
GROUP BY audience
UNION ALL
SELECT format('the borough is described {} times', count(*))
FROM borough HAVING count(*) <> 1
