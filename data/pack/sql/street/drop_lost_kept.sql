DELETE FROM kept USING lost
WHERE kept.file = lost.file AND kept.force = lost.force AND kept.month = lost.month
