-- Where changed figures are sent. The secret that signs a call is derived from the installation's key and the id: it rests nowhere.
CREATE TABLE report_hook (
  unit TEXT NOT NULL,
  id TEXT NOT NULL,
  url TEXT NOT NULL,
  keys TEXT NOT NULL,                 -- JSON: the indicators asked for; [] = all
  made_by TEXT NOT NULL,
  made_by_name TEXT NOT NULL,
  made_at TEXT NOT NULL,
  seen TEXT NOT NULL,                 -- JSON {period, values}: what was sent last
  version INTEGER NOT NULL,           -- grows with each change sent
  PRIMARY KEY (unit, id)
) STRICT, WITHOUT ROWID;

-- Calls to make and calls made. The key is the guard: one change is one call, however many servers notice it.
CREATE TABLE report_hook_call (
  unit TEXT NOT NULL,
  hook TEXT NOT NULL,
  version INTEGER NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL,                -- waiting, sent, failed
  tries INTEGER NOT NULL,
  next_at TEXT NOT NULL,
  answer TEXT,                        -- status of the last answer, or why there was none
  made_at TEXT NOT NULL,
  PRIMARY KEY (unit, hook, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX report_hook_call_due ON report_hook_call (unit, next_at) WHERE state = 'waiting';
