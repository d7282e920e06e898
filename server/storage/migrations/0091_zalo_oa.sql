-- The one grant of the commune's Zalo Official Account. A refresh token works once, and the access token before it dies at the moment a
-- new one is made, so whoever refreshes takes the row first (holder, lease) and writes under the version it read.
CREATE TABLE zalo_oa_token (
  unit TEXT PRIMARY KEY,
  app_id TEXT NOT NULL,
  version INTEGER NOT NULL,           -- grows with each pair
  sealed TEXT NOT NULL,               -- both tokens
  expires_at INTEGER NOT NULL,        -- of the access token; epoch ms, like all moments here
  granted_at INTEGER NOT NULL,        -- when a person gave the first pair
  rotated_at INTEGER NOT NULL,
  holder TEXT,                        -- who refreshes now
  lease_until INTEGER NOT NULL DEFAULT 0,
  failure TEXT,                       -- why the last refresh did not work; a word of ours and Zalo's code
  failed_at INTEGER
) STRICT;

-- Events as Zalo sent them, kept before the answer and worked off after it. The key is the guard against repeats.
CREATE TABLE zalo_oa_event (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  unit TEXT NOT NULL,
  id TEXT NOT NULL,                   -- keyed hash of the message's id, or of name, moment and person
  who TEXT NOT NULL,                  -- keyed hash of the person: one person's events are taken in order
  sent_at INTEGER NOT NULL,           -- Zalo's moment, epoch ms
  body TEXT NOT NULL,                 -- sealed; emptied once taken
  state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed')),
  tries INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL,           -- epoch ms; while somebody works on it the end of the lease
  received_at TEXT NOT NULL,
  UNIQUE (unit, id)
) STRICT;
CREATE INDEX zalo_oa_event_waiting ON zalo_oa_event (unit, who, sent_at, seq) WHERE state = 'waiting';
CREATE INDEX zalo_oa_event_by_age ON zalo_oa_event (received_at);

-- When a person last turned to the account: what decides whether it may write to them. `who` is a keyed hash.
CREATE TABLE zalo_oa_window (
  unit TEXT NOT NULL,
  who TEXT NOT NULL,
  last_at INTEGER NOT NULL,           -- epoch ms
  followed_at INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (unit, who)
) STRICT, WITHOUT ROWID;
CREATE INDEX zalo_oa_window_by_age ON zalo_oa_window (last_at);
