-- People of the desk. Login names are folded; a person without a password has an open invitation.
CREATE TABLE staff (
  unit TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  login TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('officer', 'handler', 'leader', 'team-lead', 'member', 'editor', 'admin')),
  department TEXT,
  password TEXT,                      -- scrypt with its parameters
  totp TEXT,                          -- secret for one-time codes, sealed
  totp_confirmed_at TEXT,
  totp_step INTEGER,                  -- the last time step used: a code counts once
  sample INTEGER NOT NULL DEFAULT 0,  -- made by the sample mode
  created_at TEXT NOT NULL,
  disabled_at TEXT,
  last_seen_day TEXT,
  PRIMARY KEY (unit, id),
  UNIQUE (unit, login)
) STRICT;

-- A unit keeps somebody who can let people in.
CREATE TRIGGER staff_last_admin BEFORE UPDATE OF role, disabled_at ON staff
WHEN OLD.role = 'admin' AND OLD.disabled_at IS NULL AND OLD.password IS NOT NULL
  AND (NEW.role <> 'admin' OR NEW.disabled_at IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM staff WHERE unit = OLD.unit AND id <> OLD.id AND role = 'admin'
                  AND disabled_at IS NULL AND password IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'last admin');
END;

-- Sessions by the hash of their secret. `stage`: code = password given, one-time code still owed; enrol = one-time codes must be
-- set up first; full = signed in.
CREATE TABLE staff_session (
  hash TEXT PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  unit TEXT NOT NULL,
  staff TEXT NOT NULL,
  stage TEXT NOT NULL CHECK (stage IN ('code', 'enrol', 'full')),
  created_at TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  device TEXT NOT NULL                -- browser and system in two words; no address
) STRICT;
CREATE INDEX staff_session_of ON staff_session (unit, staff);
CREATE INDEX staff_session_by_age ON staff_session (expires_at);

-- One-way invitations: the link holds the secret, the row its hash.
CREATE TABLE staff_invitation (
  hash TEXT PRIMARY KEY,
  unit TEXT NOT NULL,
  staff TEXT NOT NULL,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL
) STRICT;
CREATE INDEX staff_invitation_of ON staff_invitation (unit, staff);
-- the key makes a second use fail with everything that was to come of it
CREATE TABLE staff_invitation_use (
  hash TEXT PRIMARY KEY,
  at TEXT NOT NULL
) STRICT;

-- For whoever lost the phone with the codes: each counts once.
CREATE TABLE staff_recovery (
  unit TEXT NOT NULL,
  staff TEXT NOT NULL,
  hash TEXT NOT NULL,
  used_at TEXT,
  PRIMARY KEY (unit, staff, hash)
) STRICT;

-- Wrong sign-ins by keyed hash of the login or of the caller's address, known or not: no login can be told from its lock.
CREATE TABLE staff_try (
  who TEXT PRIMARY KEY,
  failed INTEGER NOT NULL,
  since INTEGER NOT NULL,             -- epoch milliseconds
  locked_until INTEGER NOT NULL DEFAULT 0,
  locks INTEGER NOT NULL DEFAULT 0    -- how often in a row: each lock is twice as long
) STRICT;

-- Who did what, forever. Never what a citizen wrote or who they are.
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  unit TEXT NOT NULL,
  at TEXT NOT NULL,
  actor TEXT,                         -- null = the system itself
  actor_name TEXT,
  actor_role TEXT,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX audit_by_time ON audit (unit, at);
CREATE INDEX audit_by_subject ON audit (unit, subject);
CREATE TRIGGER audit_stays_as_it_is BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'audit is append-only');
END;
CREATE TRIGGER audit_stays BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'audit is append-only');
END;
-- INSERT OR REPLACE deletes without asking the trigger above
CREATE TRIGGER audit_is_not_replaced BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE seq = NEW.seq OR id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'audit is append-only');
END;
