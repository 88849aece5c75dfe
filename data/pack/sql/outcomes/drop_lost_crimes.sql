-- Delete the whole forces' crimes of months for which another file is used.
DELETE FROM force_crime USING lost
WHERE force_crime.file = lost.file AND force_crime.force = lost.force
  AND force_crime.month = lost.month
