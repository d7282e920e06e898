-- What is open is found without the years gone by, and so is what ended without a date of its own.
CREATE INDEX dossier_left ON dossier (unit, received_at)
  WHERE COALESCE(finished_at, returned_at) IS NULL AND state NOT IN ('withdrawn', 'refused', 'stopped');
CREATE INDEX dossier_event_ended ON dossier_event (unit, at, code)
  WHERE kind = 'state' AND json_extract(payload, '$.state') IN ('withdrawn', 'refused', 'stopped');

-- How often dossiers of a month (by their receipt) were changed in any way. A figure of a period is still true while the months up to
-- its end were not touched since it was counted.
CREATE TABLE dossier_touch (
  unit TEXT NOT NULL,
  month TEXT NOT NULL,                -- yyyy-mm
  n INTEGER NOT NULL,
  PRIMARY KEY (unit, month)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER dossier_touch_added AFTER INSERT ON dossier BEGIN
  INSERT INTO dossier_touch VALUES (new.unit, substr(new.received_at, 1, 7), 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER dossier_touch_changed AFTER UPDATE ON dossier BEGIN
  INSERT INTO dossier_touch VALUES (old.unit, substr(old.received_at, 1, 7), 1) ON CONFLICT DO UPDATE SET n = n + 1;
  INSERT INTO dossier_touch VALUES (new.unit, substr(new.received_at, 1, 7), 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER dossier_touch_removed AFTER DELETE ON dossier BEGIN
  INSERT INTO dossier_touch VALUES (old.unit, substr(old.received_at, 1, 7), 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;
-- An event gives the end of what ended without a date.
CREATE TRIGGER dossier_touch_event AFTER INSERT ON dossier_event WHEN new.kind = 'state' BEGIN
  INSERT INTO dossier_touch SELECT unit, substr(received_at, 1, 7), 1 FROM dossier WHERE unit = new.unit AND code = new.code
    ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER dossier_touch_event_removed AFTER DELETE ON dossier_event WHEN old.kind = 'state' BEGIN
  INSERT INTO dossier_touch SELECT unit, substr(received_at, 1, 7), 1 FROM dossier WHERE unit = old.unit AND code = old.code
    ON CONFLICT DO UPDATE SET n = n + 1;
END;
-- A report about a dossier belongs to one of its figures.
CREATE TRIGGER dossier_touch_case AFTER INSERT ON feedback WHEN new.dossier_code IS NOT NULL BEGIN
  INSERT INTO dossier_touch SELECT unit, substr(received_at, 1, 7), 1 FROM dossier WHERE unit = new.unit AND code = new.dossier_code
    ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER dossier_touch_case_changed AFTER UPDATE OF dossier_code, kind, unit ON feedback
  WHEN new.dossier_code IS NOT old.dossier_code OR new.kind IS NOT old.kind BEGIN
  INSERT INTO dossier_touch SELECT unit, substr(received_at, 1, 7), 1 FROM dossier
    WHERE unit = new.unit AND code IN (old.dossier_code, new.dossier_code)
    ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER dossier_touch_case_removed AFTER DELETE ON feedback WHEN old.dossier_code IS NOT NULL BEGIN
  INSERT INTO dossier_touch SELECT unit, substr(received_at, 1, 7), 1 FROM dossier WHERE unit = old.unit AND code = old.dossier_code
    ON CONFLICT DO UPDATE SET n = n + 1;
END;

-- What was counted at night for the periods that are asked for, so that ten years are not counted anew for each table.
CREATE TABLE report_fact (
  unit TEXT NOT NULL,
  query TEXT NOT NULL,                -- hash of the statement: another version of an indicator is another fact
  from_day TEXT NOT NULL,
  to_day TEXT NOT NULL,
  as_of TEXT NOT NULL,
  stamp TEXT NOT NULL,                -- state of the touches when it was counted
  value TEXT NOT NULL,                -- JSON
  made_at TEXT NOT NULL,
  PRIMARY KEY (unit, query, from_day, to_day, as_of)
) STRICT, WITHOUT ROWID;
