SELECT kind, name, item, text, owner, value
FROM assessment
ORDER BY position
