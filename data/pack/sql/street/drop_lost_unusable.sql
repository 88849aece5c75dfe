DELETE FROM unusable USING lost
WHERE unusable.file = lost.file AND unusable.force = lost.force AND unusable.month = lost.month
