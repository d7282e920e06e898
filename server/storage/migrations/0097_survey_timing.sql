-- What people said of the time their dossier took, beside what the record says: how many a day, apart from any answer and any dossier.
CREATE TABLE survey_timing (
  unit TEXT NOT NULL,
  day TEXT NOT NULL,
  said TEXT NOT NULL,                 -- early, on-time, late
  recorded TEXT NOT NULL,             -- the same words
  n INTEGER NOT NULL,
  PRIMARY KEY (unit, day, said, recorded)
) STRICT, WITHOUT ROWID;
