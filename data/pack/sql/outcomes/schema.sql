-- Temporary tables that outcome files are read into.

CREATE TEMP TABLE outcome_group (id VARCHAR, position INTEGER, positive BOOLEAN);

CREATE TEMP TABLE outcome_label (label VARCHAR, outcome_group VARCHAR);

-- Outcomes of the crimes in crime_id, and others in the box around the current wards. ours: whether
-- the crime is of the borough; null if it is not known.
CREATE TEMP TABLE outcome (
    file INTEGER, force VARCHAR, month DATE, id UBIGINT, outcome_group VARCHAR, lon DOUBLE,
    lat DOUBLE, ours BOOLEAN
)
