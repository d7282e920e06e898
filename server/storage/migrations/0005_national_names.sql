-- Every procedure of the country by code and name, so that one of another level is recognised and sent to its door.
-- A copy of content/catalogue/_national.tsv; `list_hash` of procedure_national_made tells which version it is.
CREATE TABLE procedure_national (
  code TEXT PRIMARY KEY,
  json TEXT NOT NULL
);
CREATE TABLE procedure_national_made (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  list_hash TEXT NOT NULL
);
