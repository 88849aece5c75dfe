SELECT kind, name, item, text, owner, value
FROM earlier_assessment
ORDER BY position
