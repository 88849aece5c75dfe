-- Fill rejected with the rows that cannot be used.
INSERT INTO rejected
SELECT shown, line, reason, "row" FROM unusable JOIN file ON number = file ORDER BY file, line
