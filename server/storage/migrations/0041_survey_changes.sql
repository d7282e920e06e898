-- "Bạn góp ý, chúng tôi đã làm": what people said and what the commune did about it, written by staff. Names nobody.
CREATE TABLE survey_change (
  unit TEXT NOT NULL,
  id TEXT NOT NULL,
  said TEXT NOT NULL,
  done TEXT NOT NULL,
  published INTEGER NOT NULL,
  published_day TEXT,                 -- when it was first shown
  revision INTEGER NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL,           -- staff id
  changed_by_name TEXT NOT NULL,
  PRIMARY KEY (unit, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX survey_change_published ON survey_change (unit, published, published_day);
