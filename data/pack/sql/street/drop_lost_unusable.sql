-- Delete the unusable rows of months of a force for which another file is used.
DELETE FROM unusable USING lost
WHERE unusable.file = lost.file AND unusable.force = lost.force AND unusable.month = lost.month
