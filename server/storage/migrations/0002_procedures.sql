-- Procedures (thủ tục hành chính): a copy of content/catalogue/*.yaml, refreshed at every start. `json` is the whole record;
-- the other columns are there to look up and list by. `hash` tells whether a record changed since it was written.
CREATE TABLE procedure (
  code TEXT PRIMARY KEY,
  field TEXT NOT NULL,
  name TEXT NOT NULL,
  json TEXT NOT NULL,
  hash TEXT NOT NULL
);
CREATE INDEX procedure_field ON procedure (field, code);
