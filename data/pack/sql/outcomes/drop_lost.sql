DELETE FROM outcome USING lost
WHERE outcome.file = lost.file AND outcome.force = lower(lost.force) AND outcome.month = lost.month
