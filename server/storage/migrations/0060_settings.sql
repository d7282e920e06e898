-- What an admin set in the console instead of in content/: one row a version, never changed. The latest of a section is laid over
-- the files; a version without a value goes back to them.
CREATE TABLE unit_setting (
  unit TEXT NOT NULL,
  section TEXT NOT NULL,              -- desk, hotlines, hours, clocks, reports, hamlets, calendar-2027
  version INTEGER NOT NULL,           -- the key makes the second of two admins at once fail
  value TEXT,                         -- JSON of the whole section; null = as the files say
  origin TEXT NOT NULL CHECK (origin IN ('edit', 'undo', 'file')),
  undo_of INTEGER,                    -- the version that an undo equals
  actor TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  at TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (unit, section, version)
) STRICT;
CREATE TRIGGER unit_setting_stays_as_it_is BEFORE UPDATE ON unit_setting
BEGIN
  SELECT RAISE(ABORT, 'unit_setting is append-only');
END;
CREATE TRIGGER unit_setting_stays BEFORE DELETE ON unit_setting
BEGIN
  SELECT RAISE(ABORT, 'unit_setting is append-only');
END;
-- INSERT OR REPLACE deletes without asking the trigger above
CREATE TRIGGER unit_setting_is_not_replaced BEFORE INSERT ON unit_setting
WHEN EXISTS (SELECT 1 FROM unit_setting WHERE unit = NEW.unit AND section = NEW.section AND version = NEW.version)
BEGIN
  SELECT RAISE(ABORT, 'UNIQUE constraint failed: unit_setting');
END;
