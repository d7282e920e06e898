-- One conversation per (unit, channel, chat). `state` is the log of its answers, never a text, phone or paper number.
CREATE TABLE conversation (
  unit TEXT NOT NULL,
  channel TEXT NOT NULL,
  chat TEXT NOT NULL,
  version INTEGER NOT NULL,
  state TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (unit, channel, chat)
) STRICT;
CREATE INDEX conversation_by_age ON conversation (updated_at);

-- What was handled. The first key makes a redelivered update a no-op; the second is the guard of the version that was read:
-- of two updates of one chat at once, one finds its version taken and its whole batch rolls back.
CREATE TABLE inbox (
  unit TEXT NOT NULL,
  channel TEXT NOT NULL,
  update_id TEXT NOT NULL,
  chat TEXT NOT NULL,
  version INTEGER NOT NULL,
  answer TEXT,
  at TEXT NOT NULL,
  UNIQUE (unit, channel, update_id),
  UNIQUE (unit, channel, chat, version)
) STRICT;
CREATE INDEX inbox_by_age ON inbox (at);

-- One row per outgoing message of a channel that pushes. `body` is emptied once sent.
CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  unit TEXT NOT NULL,
  channel TEXT NOT NULL,
  chat TEXT NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'sent', 'failed')),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at TEXT NOT NULL,
  error TEXT,
  created_at TEXT NOT NULL,
  settled_at TEXT
) STRICT;
CREATE INDEX outbox_open ON outbox (unit, channel, chat, seq) WHERE state IN ('waiting', 'sending');
CREATE INDEX outbox_by_age ON outbox (settled_at);

-- Updates that could not be handled, for whoever mends the system. Never what the citizen wrote.
CREATE TABLE dead_letter (
  unit TEXT NOT NULL,
  channel TEXT NOT NULL,
  update_id TEXT NOT NULL,
  error TEXT NOT NULL,
  at TEXT NOT NULL,
  UNIQUE (unit, channel, update_id)
) STRICT;

-- Questions nobody has answered yet, redacted and counted, for editors.
CREATE TABLE unanswered (
  unit TEXT NOT NULL,
  folded TEXT NOT NULL,
  text_redacted TEXT NOT NULL,
  reason TEXT NOT NULL,
  count INTEGER NOT NULL DEFAULT 1,
  first_at TEXT NOT NULL,
  last_at TEXT NOT NULL,
  UNIQUE (unit, folded)
) STRICT;
CREATE INDEX unanswered_by_count ON unanswered (unit, count DESC);
