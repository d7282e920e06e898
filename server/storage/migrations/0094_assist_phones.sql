-- Phones of the community digital team (máy của thành viên Tổ công nghệ số cộng đồng), and what they send in sealed.

-- The commune's key pair: phones seal to the public part; the private part rests sealed by the installation's secret.
CREATE TABLE assist_key (
  unit TEXT NOT NULL,
  id TEXT NOT NULL,
  public TEXT NOT NULL,
  private TEXT NOT NULL,
  made_at TEXT NOT NULL,
  PRIMARY KEY (unit, id)
) STRICT;

-- A code by which a lead lets a phone in, once, within a day.
CREATE TABLE assist_pairing (
  unit TEXT NOT NULL,
  hash TEXT NOT NULL,
  member TEXT NOT NULL,               -- staff id
  team TEXT NOT NULL,
  label TEXT NOT NULL,
  made_by TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  device TEXT,                        -- what it became
  PRIMARY KEY (unit, hash)
) STRICT;

-- One member on one phone. `token` opens what is the member's, `drop_token` only lets sealed records in; both are hashes.
CREATE TABLE assist_device (
  unit TEXT NOT NULL,
  id TEXT NOT NULL,
  member TEXT NOT NULL,
  team TEXT NOT NULL,
  label TEXT NOT NULL,
  token TEXT NOT NULL,
  drop_token TEXT NOT NULL,
  paired_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  last_seen_day TEXT,
  revoked_at TEXT,
  PRIMARY KEY (unit, id)
) STRICT;
CREATE UNIQUE INDEX assist_device_token ON assist_device (token);
CREATE UNIQUE INDEX assist_device_drop ON assist_device (drop_token);

-- What came in: once by its id. What could not be filed keeps its words sealed until the lead has settled it.
CREATE TABLE assist_record (
  unit TEXT NOT NULL,
  id TEXT NOT NULL,
  body TEXT NOT NULL,                 -- hash of what was sent
  device TEXT NOT NULL,
  member TEXT NOT NULL,
  number INTEGER,                     -- of the member's day
  day TEXT NOT NULL,
  received_at TEXT NOT NULL,
  state TEXT NOT NULL,                -- filed, partial, refused
  reason TEXT,                        -- a problem's code
  detail TEXT,                        -- its sentence
  sealed TEXT,
  settled_at TEXT,
  settled TEXT,                       -- filed, dropped
  PRIMARY KEY (unit, id)
) STRICT;
CREATE INDEX assist_record_open ON assist_record (unit, state, settled_at);
CREATE INDEX assist_record_member ON assist_record (unit, member, day);

-- Whom to come back to: stands apart from the visit, is sealed, and goes when it is done.
CREATE TABLE assist_return (
  unit TEXT NOT NULL,
  visit TEXT NOT NULL,
  member TEXT NOT NULL,
  sealed TEXT NOT NULL,               -- how to call the person, the dossier to watch
  until_day TEXT NOT NULL,
  PRIMARY KEY (unit, visit)
) STRICT;
CREATE INDEX assist_return_member ON assist_return (unit, member);

-- A one-time link by which the citizen goes on with their own phone.
CREATE TABLE assist_handover (
  unit TEXT NOT NULL,
  hash TEXT NOT NULL,
  sealed TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  claim TEXT,                         -- hash of who opened it: the same may read it again for some minutes
  opened_at TEXT,
  PRIMARY KEY (unit, hash)
) STRICT;

-- Where and when a team sits (ca trực).
CREATE TABLE assist_shift (
  unit TEXT NOT NULL,
  id TEXT NOT NULL,
  day TEXT NOT NULL,
  from_time TEXT NOT NULL,
  to_time TEXT NOT NULL,
  team TEXT NOT NULL,
  place TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (unit, id)
) STRICT;
CREATE INDEX assist_shift_day ON assist_shift (unit, day);

ALTER TABLE assist_visit ADD COLUMN number INTEGER;
ALTER TABLE assist_visit ADD COLUMN consent_at TEXT;
ALTER TABLE assist_visit ADD COLUMN device TEXT;
