-- Replace the spellings of each force by its usual one.
UPDATE about SET force = usual FROM spellings WHERE about.force = spellings.force;
UPDATE unusable SET force = usual FROM spellings WHERE unusable.force = spellings.force;
UPDATE force_crime SET force = usual FROM spellings WHERE force_crime.force = spellings.force
