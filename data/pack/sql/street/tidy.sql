-- Every row, in order, with its values and the first reason why it cannot be used, if any. Rows of
-- blank cells and repeated headers are no rows. No join: it might change the order, which numbers the lines.
-- CASE, because AND and OR compute both sides for every row.
CREATE OR REPLACE TEMP TABLE tidy AS
WITH cell AS (
    SELECT file_number AS file, line,
           identity("Crime ID") AS id,
           month_of("Month") AS month,
           coalesce("Month", '') <> file_month AS other_month,
           CASE WHEN month_of("Month") IS NULL THEN regexp_full_match("Month", $dates) END AS is_date,
           words("Reported by") AS force,
           crime_types()[lower(words("Crime type"))] AS crime_type,
           words("Crime type") AS label,
           CASE WHEN "ASB category" IS NOT NULL
                THEN asb_categories()[lower(words("ASB category"))] END AS asb_category,
           CASE WHEN "ASB category" IS NOT NULL THEN words("ASB category") END AS asb_category_label,
           words("Longitude") IS NOT NULL OR words("Latitude") IS NOT NULL AS located,
           try_cast("Longitude" AS DOUBLE) AS lon, try_cast("Latitude" AS DOUBLE) AS lat,
           words("Location") AS street,
           words("LSOA code") AS lsoa_code, words("Last outcome category") AS outcome,
           CASE WHEN coalesce("Month", '') <> '' THEN "Month" = 'Month' AND coalesce("Crime type", '') = 'Crime type'
                WHEN coalesce("Crime type", '') <> '' THEN false
                ELSE concat(*COLUMNS(* EXCLUDE (file_number, file_month, line))) = '' END AS blank
    FROM raw
)
SELECT * EXCLUDE (other_month, is_date, street, id, label),
       CASE WHEN crime_type <> $asb THEN id END AS source_id,
       CASE WHEN crime_type IS NULL THEN label END AS label,
       CASE WHEN starts_with(street, 'On or near ') THEN words(substr(street, 12))
            WHEN starts_with(street, 'On or near') THEN words(substr(street, 11))
            ELSE street END AS location,
       CASE WHEN month IS NULL AND is_date THEN $date
            WHEN month IS NULL THEN $bad_month
            WHEN other_month THEN $other_month
            WHEN force IS NULL THEN $no_force
            WHEN CASE WHEN strlen(id) < 32 THEN regexp_full_match(id, $scientific) END
            THEN $scientific_id
            WHEN crime_type IS NULL
            THEN CASE WHEN getvariable('street').left_out[lower(label)] IS NULL THEN $unknown_type
                      ELSE $left_out || label END
            WHEN asb_category_label IS NOT NULL
             AND (asb_category IS NULL OR crime_type <> $asb) THEN $unknown_category
            WHEN NOT located THEN $no_location
            WHEN NOT coalesce(lon BETWEEN $west AND $east AND lat BETWEEN $south AND $north, false)
            THEN $outside_gb END AS reason
FROM cell
