-- How many answers a survey got in a minute: many at once are told beside the figures. An answer itself knows no more than its hour.
CREATE TABLE survey_minute (
  unit TEXT NOT NULL,
  survey TEXT NOT NULL,
  minute TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (unit, survey, minute)
) STRICT, WITHOUT ROWID;
CREATE INDEX survey_minute_by_age ON survey_minute (minute);
