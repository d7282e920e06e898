-- Dossiers (hồ sơ) as the one-stop software exported them. Moments are ISO-8601 text with +07:00 (they sort as text, and
-- substr(…, 1, 10) is the Vietnamese day); *_timed = 0 when the export gave only the day, then the time part is 00:00:00.
CREATE TABLE dossier (
  unit TEXT NOT NULL,
  code TEXT NOT NULL,                 -- mã hồ sơ, normalised
  code_key TEXT NOT NULL,             -- letters and digits of the code only, for look-up of sloppily typed codes
  procedure_code TEXT,
  procedure_name TEXT,
  field TEXT,                         -- lĩnh vực
  department TEXT,                    -- đơn vị xử lý
  applicant TEXT,                     -- masked; the name itself is not kept
  applicant_hash TEXT,                -- keyed hash of the folded name
  phone_hash TEXT,                    -- keyed hash of code and last four digits; the number itself is not kept
  state TEXT NOT NULL,
  received_at TEXT NOT NULL,
  received_timed INTEGER NOT NULL,
  due_at TEXT,
  due_timed INTEGER NOT NULL,
  finished_at TEXT,
  finished_timed INTEGER NOT NULL,
  returned_at TEXT,
  returned_timed INTEGER NOT NULL,
  channel TEXT,                       -- direct, online, post
  fee INTEGER,                        -- đồng, all methods
  paid_online INTEGER,
  paid_amount INTEGER,                -- đồng, when the export gave the amount paid online
  digitised INTEGER,                  -- share of components digitised, 0..100
  digitised_result INTEGER,
  apology INTEGER,                    -- văn bản xin lỗi
  sample INTEGER NOT NULL,
  source_file TEXT NOT NULL,          -- dossier_file.id of the row that gave the facts
  source_row INTEGER NOT NULL,
  source_order TEXT NOT NULL,         -- how new the facts are: see rules/merge.ts
  revision INTEGER NOT NULL,
  writer TEXT NOT NULL,               -- run that wrote this revision; guards two imports at once
  first_seen TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (unit, code)
) STRICT;
CREATE INDEX dossier_key ON dossier (unit, code_key);
CREATE INDEX dossier_received ON dossier (unit, received_at);
CREATE INDEX dossier_open ON dossier (unit, due_at) WHERE finished_at IS NULL;

-- What happened, append-only; the state above is what it adds up to.
CREATE TABLE dossier_event (
  unit TEXT NOT NULL,
  code TEXT NOT NULL,
  revision INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  at TEXT NOT NULL,
  timed INTEGER NOT NULL,
  kind TEXT NOT NULL,                 -- received, state, due, finished, returned
  payload TEXT NOT NULL,              -- JSON: {"state":…} or {"from":…,"to":…}
  source TEXT NOT NULL,               -- dossier_file.id
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (unit, code, revision, seq)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER dossier_event_kept BEFORE UPDATE ON dossier_event BEGIN
  SELECT RAISE(ABORT, 'dossier_event is append-only');
END;

-- Imported files, known by the hash of their content, so that the same file twice is the same file.
CREATE TABLE dossier_file (
  unit TEXT NOT NULL,
  id TEXT NOT NULL,
  exported_at TEXT,                   -- as printed in the file, or given with --as-of
  first_imported_at TEXT NOT NULL,
  last_imported_at TEXT NOT NULL,
  result TEXT,                        -- JSON counts of the last complete import
  PRIMARY KEY (unit, id)
) STRICT;

-- Look-ups that failed, to stop guessing. No address, phone or code in clear; rows older than the window are removed.
CREATE TABLE lookup_miss (
  id TEXT PRIMARY KEY,
  caller TEXT NOT NULL,
  code TEXT NOT NULL,
  at INTEGER NOT NULL,                -- epoch milliseconds
  pending INTEGER NOT NULL            -- 1 while the try is being decided; a right one is removed again
) STRICT;
CREATE INDEX lookup_miss_caller ON lookup_miss (caller, at);
CREATE INDEX lookup_miss_code ON lookup_miss (code, at);
