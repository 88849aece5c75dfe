SELECT text FROM notice ORDER BY position
