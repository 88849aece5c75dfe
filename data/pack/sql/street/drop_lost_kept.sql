-- Delete the kept rows of months of a force for which another file is used.
DELETE FROM kept USING (SELECT file, month, about FROM lost JOIN about USING (force)) AS lost
WHERE kept.file = lost.file AND kept.about = lost.about AND kept.month = lost.month
