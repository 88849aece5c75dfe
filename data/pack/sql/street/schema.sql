-- Temporary tables that street files are read into, and the macros that tidy their cells.

-- plain: visible ASCII, commas and line ends only, with no spaces around cells.
CREATE TEMP TABLE file (
    number INTEGER, source VARCHAR, shown VARCHAR, release VARCHAR, plain BOOLEAN
);

-- Usable rows in the box around the current wards. Values that many rows share are stored once, in
-- about and spot, so that millions of rows fit in memory.
CREATE TEMP TABLE kept (
    file INTEGER, line INTEGER, source_id VARCHAR, month DATE, about INTEGER, spot INTEGER
);

-- The values of kept rows other than month and place: each combination once.
CREATE TEMP TABLE about (
    about INTEGER, force VARCHAR, crime_type VARCHAR, asb_category VARCHAR,
    asb_category_label VARCHAR, outcome VARCHAR
);

-- The places of kept rows as published: each combination once.
CREATE TEMP TABLE spot (
    spot INTEGER, lon DOUBLE, lat DOUBLE, location VARCHAR, lsoa_code VARCHAR
);

CREATE TEMP TABLE unusable (
    file INTEGER, line INTEGER, month DATE, force VARCHAR, reason VARCHAR, "row" VARCHAR
);

-- The crimes of a whole force, filled only if outcome files are read. id is a hash of the Crime ID.
CREATE TEMP TABLE force_crime (
    file INTEGER, month DATE, force VARCHAR, crime_type VARCHAR, id UBIGINT
);

-- Distinct points of spots. ward_code is null outside the current wards.
CREATE TEMP TABLE point (
    lon DOUBLE, lat DOUBLE, easting DOUBLE, northing DOUBLE, ward_code VARCHAR, nearby BOOLEAN
);

CREATE TEMP TABLE point_area (
    lon DOUBLE, lat DOUBLE, position INTEGER, kind VARCHAR, vintage VARCHAR, code VARCHAR
);

-- The characters that Python's str.strip removes; trim() alone removes spaces only.
CREATE TEMP MACRO spaces() AS (
    array_to_string(list_transform(
        [9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 133, 160, 5760, 8192, 8193, 8194, 8195, 8196, 8197,
         8198, 8199, 8200, 8201, 8202, 8232, 8233, 8239, 8287, 12288], lambda code: chr(code)), '')
);

-- A cell without spaces around it, or null if it is empty. Trimming is slow: it is left out if no
-- cell has spaces around it (trim), or if this cell begins and ends with a visible ASCII character.
CREATE TEMP MACRO trimmed(cell) AS
    CASE WHEN getvariable('street').trim THEN nullif(cell, '')
         WHEN cell BETWEEN '!' AND '~' AND cell[-1] BETWEEN '!' AND '~' THEN cell
         ELSE nullif(trim(cell, spaces()), '') END;

-- As trimmed, but null too for texts that programs write for a missing value, such as NA. These are
-- a map, because DuckDB plans a list as a join. One WHEN for each condition, because AND would
-- look up every cell.
CREATE TEMP MACRO words(cell) AS
    CASE WHEN strlen(trimmed(cell)) > 5 THEN trimmed(cell)
         WHEN trimmed(cell) IS NULL THEN NULL
         WHEN getvariable('street').blank[upper(trimmed(cell))] IS NULL THEN trimmed(cell) END;

-- As words, but null too for a short text that cannot identify a crime: one that has no digit (such
-- as "redacted") or only zeros, or is a negative number.
CREATE TEMP MACRO identity(cell) AS
    CASE WHEN strlen(words(cell)) >= 32 THEN words(cell)
         WHEN regexp_matches(words(cell), '^[^-].*[1-9]|^[1-9]') THEN words(cell) END;

-- Whether a point is in the box around the current wards (EPSG:4326).
CREATE TEMP MACRO in_box(lon, lat) AS
    lon BETWEEN getvariable('box').west AND getvariable('box').east
    AND lat BETWEEN getvariable('box').south AND getvariable('box').north;

CREATE TEMP MACRO crime_types() AS getvariable('street').crime_types;

CREATE TEMP MACRO asb_categories() AS getvariable('street').asb_categories;

-- A month as police.uk writes it, or null.
CREATE TEMP MACRO month_of(cell) AS
    CASE WHEN regexp_full_match(cell, '[0-9]{4}-(0[1-9]|1[0-2])') AND cell >= '0001'
         THEN (cell || '-01')::DATE END;
