-- Machine accounts: programs that may call us (the one-stop software's export, the reports' readers).
CREATE TABLE machine_token (
  hash TEXT PRIMARY KEY,              -- SHA-256 of the token; the token itself is shown once and never kept
  unit TEXT NOT NULL,
  name TEXT NOT NULL,
  scopes TEXT NOT NULL,               -- space-separated
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  revoked_at TEXT,
  last_used_day TEXT
) STRICT;
CREATE UNIQUE INDEX machine_token_name ON machine_token (unit, name) WHERE revoked_at IS NULL;
