-- Temporary tables that outcome files are read into.

CREATE TEMP TABLE outcome_group (id VARCHAR, position INTEGER, positive BOOLEAN);

CREATE TEMP TABLE outcome_label (label VARCHAR, outcome_group VARCHAR);

-- Outcomes of these crimes, and others in the box around the current wards.
CREATE TEMP TABLE outcome (
    file INTEGER, force VARCHAR, month DATE, id UBIGINT, outcome_group VARCHAR, lon DOUBLE,
    lat DOUBLE, ours BOOLEAN
)
