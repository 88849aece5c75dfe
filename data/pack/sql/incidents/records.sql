-- One row per incident. Tier B types have no street and no coordinates: see docs/method.md.
SELECT m.month, type.label AS crime_type,
       CASE m.asb_category WHEN 'nuisance' THEN 'Community' ELSE upper(m.asb_category[1]) || m.asb_category[2:] END AS asb_category,
       ward.name AS ward,
       CASE WHEN type.tier = 'A' THEN m.location END AS location,
       type.tier = 'A' AS location_shown,
       CASE WHEN type.tier = 'A' THEN m.lon END AS lon,
       CASE WHEN type.tier = 'A' THEN m.lat END AS lat,
       m.outcome, CASE WHEN m.outcome IS NOT NULL THEN m.release END AS release, m.force
FROM matching($filters) AS m
JOIN crime_type AS type ON type.id = m.crime_type
JOIN area AS ward ON ward.code = m.ward_code AND ward.kind = 'ward' AND ward.current
ORDER BY CASE WHEN $page['order'] = 'up' THEN
             CASE $page['sort'] WHEN 'type' THEN type.label WHEN 'ward' THEN ward.name
                 WHEN 'location' THEN CASE WHEN type.tier = 'A' THEN m.location END
                 WHEN 'outcome' THEN m.outcome WHEN 'force' THEN m.force
                 ELSE m.month::VARCHAR END END ASC NULLS LAST,
         CASE WHEN $page['order'] = 'down' THEN
             CASE $page['sort'] WHEN 'type' THEN type.label WHEN 'ward' THEN ward.name
                 WHEN 'location' THEN CASE WHEN type.tier = 'A' THEN m.location END
                 WHEN 'outcome' THEN m.outcome WHEN 'force' THEN m.force
                 ELSE m.month::VARCHAR END END DESC NULLS LAST,
         m.incident_id
LIMIT $page['size'] OFFSET $page['skip']
