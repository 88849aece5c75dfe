-- Every action by start date, with the ids and names of its place and comparison place.
SELECT place.slug AS place, place.name AS place_name, action.began, action.text, action.lead,
       action.review, action.stage, action.ended, coalesce(other.slug, '') AS comparison,
       coalesce(other.name, '') AS comparison_name, action.crime, action.assumed, action.source
FROM action
JOIN area AS place ON place.kind = 'place' AND place.code = action.place
LEFT JOIN area AS other ON other.kind = 'place' AND other.code = action.comparison
ORDER BY action.began, place.name, action.text
