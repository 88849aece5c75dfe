-- Every row, in the order of the file, with its values and the first reason why it cannot be used,
-- if any. Rows with only blank cells, and repeated headers, are marked as blank. No join is used: it
-- could change the order, and lines are numbered by it. CASE is used because AND and OR compute both
-- sides for every row. id is a hash of the Crime ID. Texts that only kept rows need are null outside
-- the box around the wards.
CREATE OR REPLACE TEMP TABLE tidy AS
WITH placed AS (
    SELECT *, try_cast("Longitude" AS DOUBLE) AS lon, try_cast("Latitude" AS DOUBLE) AS lat FROM raw
), cell AS (
    SELECT file_number AS file, line, lon, lat, coalesce(in_box(lon, lat), false) AS near,
           identity("Crime ID") AS crime_id,
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
           CASE WHEN in_box(lon, lat) THEN words("Location") END AS street,
           CASE WHEN in_box(lon, lat) THEN words("LSOA code") END AS lsoa_code,
           CASE WHEN in_box(lon, lat) THEN words("Last outcome category") END AS outcome,
           CASE WHEN coalesce("Month", '') <> '' THEN "Month" = 'Month' AND coalesce("Crime type", '') = 'Crime type'
                WHEN coalesce("Crime type", '') <> '' THEN false
                ELSE concat(*COLUMNS(* EXCLUDE (file_number, file_month, line, lon, lat))) = ''
                END AS blank
    FROM placed
)
SELECT * EXCLUDE (other_month, is_date, street, crime_id, label),
       CASE WHEN crime_type <> $asb AND crime_id IS NOT NULL THEN hash(crime_id) END AS id,
       CASE WHEN near AND crime_type <> $asb THEN crime_id END AS source_id,
       CASE WHEN crime_type IS NULL THEN label END AS label,
       CASE WHEN starts_with(street, 'On or near ') THEN words(substr(street, 12))
            WHEN starts_with(street, 'On or near') THEN words(substr(street, 11))
            ELSE street END AS location,
       CASE WHEN month IS NULL AND is_date THEN $date
            WHEN month IS NULL THEN $bad_month
            WHEN other_month THEN $other_month
            WHEN force IS NULL THEN $no_force
            WHEN CASE WHEN strlen(crime_id) < 32 THEN regexp_full_match(crime_id, $scientific) END
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
