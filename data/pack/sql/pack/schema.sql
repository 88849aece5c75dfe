-- The pack's tables. docs/pack.md describes every column, and a test compares the two.

CREATE TABLE borough (
    name VARCHAR, partnership VARCHAR, codes VARCHAR[], demonstration BOOLEAN,
    schema_version INTEGER, version VARCHAR, audience VARCHAR, signed_off VARCHAR,
    contact VARCHAR
);

CREATE TABLE disclosure (
    audience VARCHAR, tier VARCHAR, width INTEGER, published_only BOOLEAN
);

CREATE TABLE crime_type (
    id VARCHAR, label VARCHAR, tier VARCHAR, position INTEGER
);

CREATE TABLE incident (
    incident_id INTEGER, source VARCHAR, force VARCHAR, source_id VARCHAR, month DATE,
    occurred_at TIMESTAMP, crime_type VARCHAR, asb_category VARCHAR, asb_category_label VARCHAR,
    easting DOUBLE, northing DOUBLE, lon DOUBLE, lat DOUBLE, location VARCHAR,
    location_quality VARCHAR, lsoa_code VARCHAR, ward_code VARCHAR, outcome VARCHAR,
    release VARCHAR
);

CREATE TABLE nearby (
    month DATE, crime_type VARCHAR, easting DOUBLE, northing DOUBLE
);

CREATE TABLE area (
    kind VARCHAR, vintage VARCHAR, code VARCHAR, slug VARCHAR, name VARCHAR, current BOOLEAN,
    geometry BLOB, boundary VARCHAR, radius_m DOUBLE, confidence VARCHAR, note VARCHAR,
    said VARCHAR
);

CREATE TABLE incident_area (
    incident_id INTEGER, kind VARCHAR, vintage VARCHAR, code VARCHAR
);

CREATE TABLE denominator (
    kind VARCHAR, vintage VARCHAR, code VARCHAR, "group" VARCHAR, value DOUBLE,
    source VARCHAR, estimate BOOLEAN
);

CREATE TABLE coverage (
    source VARCHAR, month DATE, "primary" BOOLEAN
);

-- Every month from the first to the last of the primary sources; filled by calendar_of.sql.
CREATE TABLE calendar (
    month DATE, covered BOOLEAN
);

CREATE TABLE annual_figure (
    report VARCHAR, vintage VARCHAR, position INTEGER, table_name VARCHAR, measure VARCHAR,
    year VARCHAR, value DOUBLE, published_change DOUBLE, published_percent DOUBLE,
    exception VARCHAR
);

CREATE TABLE annual_check (
    report VARCHAR, "check" VARCHAR, relation VARCHAR, table_name VARCHAR, measure VARCHAR,
    year VARCHAR, published VARCHAR, found VARCHAR, exact DOUBLE, state VARCHAR, reason VARCHAR,
    quotation VARCHAR, note VARCHAR
);

CREATE TABLE strategy (
    position INTEGER, kind VARCHAR, aim INTEGER, text VARCHAR, table_name VARCHAR,
    measure VARCHAR, source VARCHAR, group_name VARCHAR
);

CREATE TABLE kpi (
    position INTEGER, title VARCHAR, measure VARCHAR, filter VARCHAR, wanted VARCHAR,
    target DOUBLE, owner VARCHAR
);

CREATE TABLE marac (
    period_start DATE, period_end DATE, cases INTEGER, repeat_cases INTEGER, children INTEGER,
    source VARCHAR, definition_version VARCHAR
);

CREATE TABLE request_cell (
    breakdown VARCHAR, position INTEGER, name VARCHAR, code VARCHAR, asb_category VARCHAR,
    period VARCHAR, first_month DATE, n INTEGER, least INTEGER, most INTEGER
);

CREATE TABLE marac_window (
    period_start DATE, period_end DATE, measure VARCHAR, n INTEGER, least INTEGER, most INTEGER,
    definition_version VARCHAR, reason VARCHAR
);

CREATE TABLE marac_band (
    low DOUBLE, high DOUBLE, status VARCHAR, source VARCHAR
);

CREATE TABLE marac_comparison (
    position INTEGER, label VARCHAR, measure VARCHAR, value DOUBLE, source VARCHAR
);

CREATE TABLE annotation (
    first_month DATE, last_month DATE, text VARCHAR, series VARCHAR, limits_from DATE
);

CREATE TABLE action (
    place VARCHAR, began DATE, text VARCHAR, lead VARCHAR, review DATE, stage VARCHAR, ended DATE,
    comparison VARCHAR, crime VARCHAR, assumed BOOLEAN, source VARCHAR
);

-- What the partnership wrote for its yearly assessment.
CREATE TABLE assessment (
    position INTEGER, kind VARCHAR, name VARCHAR, item VARCHAR, text VARCHAR, owner VARCHAR,
    value DOUBLE
);

-- What the partnership wrote for the earlier assessment, and the results of that one for its themes.
CREATE TABLE earlier_assessment (
    position INTEGER, kind VARCHAR, name VARCHAR, item VARCHAR, text VARCHAR, owner VARCHAR,
    value DOUBLE
);

CREATE TABLE earlier_theme (
    position INTEGER, name VARCHAR, version VARCHAR, first_month DATE, last_month DATE,
    place INTEGER, n INTEGER, before INTEGER, p_value DOUBLE, harm DOUBLE, harm_rank INTEGER,
    reliable BOOLEAN, standing VARCHAR
);

-- What the search of data/signals found; written by the build.
CREATE TABLE signal (
    position INTEGER, choice VARCHAR, kind VARCHAR, code VARCHAR, street VARCHAR, lon DOUBLE,
    lat DOUBLE, radius_m INTEGER, first_month DATE, last_month DATE, n INTEGER,
    months_before INTEGER, before INTEGER, least INTEGER, most INTEGER, expected DOUBLE,
    p_value DOUBLE, q_value DOUBLE
);

CREATE TABLE signal_search (
    tests INTEGER
);

CREATE TABLE saved_view (
    position INTEGER, agenda VARCHAR, title VARCHAR, address VARCHAR, note VARCHAR
);

CREATE TABLE peer (
    code VARCHAR, name VARCHAR, area_group VARCHAR, residents DOUBLE, chosen BOOLEAN
);

CREATE TABLE peer_count (
    code VARCHAR, month DATE, crime_type VARCHAR, n INTEGER
);

-- The background map.
CREATE TABLE map_feature (
    kind VARCHAR, class VARCHAR, name VARCHAR, number VARCHAR, attribution VARCHAR,
    geometry BLOB
);

CREATE TABLE harm_weight (
    index_name VARCHAR, vintage VARCHAR, licence VARCHAR, area VARCHAR, crime_type VARCHAR,
    measure VARCHAR, mean DOUBLE, mean_square DOUBLE, matched DOUBLE, chosen BOOLEAN,
    fallback VARCHAR
);

-- The months that each force's outcome files have.
CREATE TABLE outcome_month (
    force VARCHAR, month DATE, release VARCHAR
);

-- The crimes recorded in a month by their outcome group within so many months.
CREATE TABLE outcome_cohort (
    month DATE, ward_code VARCHAR, crime_type VARCHAR, within INTEGER, outcome_group VARCHAR,
    n INTEGER
);

-- The crimes recorded in a month by their last outcome in a release of the street file.
CREATE TABLE outcome_published (
    month DATE, release VARCHAR, ward_code VARCHAR, crime_type VARCHAR, outcome_group VARCHAR,
    n INTEGER
);

CREATE TABLE source (
    kind VARCHAR, name VARCHAR, file VARCHAR, sha256 VARCHAR, vintage VARCHAR, access VARCHAR,
    licence VARCHAR, note VARCHAR, rows_read INTEGER, rows_loaded INTEGER, rows_outside INTEGER,
    rows_rejected INTEGER, rows_superseded INTEGER
);

CREATE TABLE rejected (
    file VARCHAR, line INTEGER, reason VARCHAR, row VARCHAR
);

-- Months in which a force lacks a crime type that it has otherwise: missing, not zero.
CREATE TABLE gap (
    month DATE, force VARCHAR, crime_type VARCHAR, "primary" BOOLEAN
);

CREATE TABLE notice (
    position INTEGER, text VARCHAR
);

-- Whether a point (EPSG:27700) is inside a drawn area, by ray casting: a line from the point to the
-- right crosses an odd number of edges. The box is tested first; false without a drawn area.
CREATE MACRO inside(px, py, drawn) AS
    len(drawn['edges']) > 0
    AND px BETWEEN drawn['box'][1] AND drawn['box'][3]
    AND py BETWEEN drawn['box'][2] AND drawn['box'][4]
    AND len(list_filter(drawn['edges']::DOUBLE[][], lambda e:
            (e[2] > py) <> (e[4] > py)
            AND px < e[1] + (e[3] - e[1]) * (py - e[2]) / (e[4] - e[2]))) % 2 = 1;

-- The incidents that match the filters, in covered months but those in which a primary force lacks
-- one of the types. Without an area, the whole borough; with several areas, each incident once.
CREATE MACRO matching(f) AS TABLE
    SELECT * FROM incident
    WHERE month BETWEEN f['first_month'] AND f['last_month']
      AND month IN (SELECT month FROM calendar WHERE covered)
      AND NOT list_contains(f['missing'], month)
      AND (list_contains(f['crime_types'], crime_type)
           OR (len(f['asb_categories']) > 0 -- otherwise skip reading the column
               AND list_contains(f['asb_categories'], asb_category)))
      AND ((len(f['areas']) = 0 AND len(f['drawn']['edges']) = 0)
           OR list_contains(f['areas'], ward_code)
           OR incident_id IN (
               SELECT incident_id FROM incident_area
               WHERE kind = 'place' AND list_contains(f['areas'], code))
           OR inside(easting, northing, f['drawn']));
