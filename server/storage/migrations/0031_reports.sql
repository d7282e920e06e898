-- Text that people write into a report, by section; every version is kept, the last one counts.
CREATE TABLE report_text (
  unit TEXT NOT NULL,
  kind TEXT NOT NULL,
  period TEXT NOT NULL,               -- from..to
  section TEXT NOT NULL,
  version INTEGER NOT NULL,
  text TEXT NOT NULL,
  by_id TEXT NOT NULL,
  by_name TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (unit, kind, period, section, version)
) STRICT, WITHOUT ROWID;

-- A report as it was signed: its content and its figures, frozen. Later corrections are told beside it, never in it.
CREATE TABLE report_signed (
  unit TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  from_day TEXT NOT NULL,
  to_day TEXT NOT NULL,
  label TEXT NOT NULL,
  document TEXT NOT NULL,             -- JSON
  figures TEXT NOT NULL,              -- JSON
  by_id TEXT NOT NULL,
  by_name TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (unit, id)
) STRICT;
CREATE INDEX report_signed_by_period ON report_signed (unit, kind, from_day, to_day);
CREATE TRIGGER report_signed_kept BEFORE UPDATE ON report_signed BEGIN
  SELECT RAISE(ABORT, 'report_signed is append-only');
END;
CREATE TRIGGER report_signed_stays BEFORE DELETE ON report_signed BEGIN
  SELECT RAISE(ABORT, 'report_signed is append-only');
END;
