-- Every row, in the order of the file, with its outcome group and the first reason why it cannot be
-- used, if any. Rows with only blank cells are marked as blank. There is no join, which could change
-- the order, and lines are numbered by it. CASE is used since AND computes both sides for every row.
CREATE OR REPLACE TEMP TABLE tidy AS
WITH cell AS (
    SELECT file_number AS file, line,
           identity("Crime ID") AS source_id,
           month_of("Month") AS month,
           coalesce("Month", '') <> file_month AS other_month,
           month_of("Month") IS NULL AND regexp_full_match("Month", $dates) AS is_date,
           words("Reported by") AS force,
           getvariable('street').groups[lower(words("Outcome type"))] AS outcome_group,
           words("Outcome type") AS label,
           try_cast("Longitude" AS DOUBLE) AS lon, try_cast("Latitude" AS DOUBLE) AS lat,
           CASE WHEN coalesce("Month", '') <> '' OR coalesce("Outcome type", '') <> '' THEN false
                ELSE concat(*COLUMNS(* EXCLUDE (file_number, file_month, line))) = '' END AS blank
    FROM raw
)
SELECT * EXCLUDE (other_month, is_date),
       CASE WHEN is_date THEN $date
            WHEN month IS NULL THEN $bad_month
            WHEN other_month THEN $other_month
            WHEN force IS NULL THEN $no_force
            WHEN strlen(source_id) < 32 AND regexp_full_match(source_id, $scientific) THEN $scientific_id
            WHEN source_id IS NULL THEN $no_id
            WHEN label IS NULL THEN $no_outcome
            WHEN outcome_group IS NULL THEN $unknown_outcome END AS reason
FROM cell
