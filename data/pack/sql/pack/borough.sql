SELECT * REPLACE (coalesce(contact, '') AS contact),
       EXISTS (SELECT 1 FROM incident WHERE asb_category IS NOT NULL) AS asb_categories,
       EXISTS (SELECT 1 FROM nearby) AS holds_nearby,
       coalesce((SELECT list(kind) FROM (VALUES
           ('requests', EXISTS (SELECT 1 FROM request_cell)),
           ('places', EXISTS (SELECT 1 FROM area WHERE current AND kind = 'place')),
           ('peers', EXISTS (SELECT 1 FROM peer)),
           ('abuse', EXISTS (SELECT 1 FROM marac) OR EXISTS (SELECT 1 FROM annual_figure)),
           ('actions', EXISTS (SELECT 1 FROM action)),
           ('strategy', EXISTS (SELECT 1 FROM strategy)),
           ('outcomes', EXISTS (SELECT 1 FROM outcome_cohort)
                OR EXISTS (SELECT 1 FROM outcome_published
                           WHERE outcome_group <> 'no-information'))
       ) AS held (kind, loaded) WHERE loaded), []) AS holds
FROM borough
