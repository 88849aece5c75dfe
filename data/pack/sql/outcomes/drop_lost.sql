-- Delete the outcomes of months of a force for which another file is used.
DELETE FROM outcome USING lost
WHERE outcome.file = lost.file AND outcome.force = lower(lost.force) AND outcome.month = lost.month
