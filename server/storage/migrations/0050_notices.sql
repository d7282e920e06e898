-- One outbox for replies of a conversation and for notices nobody is waiting for. SQLite can't change a CHECK, so the table is made anew.
-- A reply is sent again when its sender vanished (rather twice than never); of a notice that may have left nobody knows, so it becomes
-- `unconfirmed` and people decide: Telegram has no key by which a repeat could be told.
DROP INDEX outbox_open;
DROP INDEX outbox_by_age;
ALTER TABLE outbox RENAME TO outbox_old;
CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  unit TEXT NOT NULL,
  channel TEXT NOT NULL,
  chat TEXT NOT NULL,                 -- emptied with age
  body TEXT NOT NULL,                 -- of a notice sealed; emptied once settled
  class TEXT NOT NULL DEFAULT 'reply' CHECK (class IN ('reply', 'notice')),
  topic TEXT,                         -- of a notice: ready, late, feedback, …
  subject TEXT,                       -- code of the dossier or case it is about
  dedupe TEXT,                        -- the same thing is told once
  state TEXT NOT NULL DEFAULT 'created' CHECK (state IN (
    'created', 'sending', 'delivered',
    'temporary',                      -- failed, is tried again at next_at
    'exhausted',                      -- failed at every try
    'permanent',                      -- refused for good: blocked, chat gone
    'window-closed',                  -- the channel lets nobody write first any more
    'unconfirmed',                    -- may have arrived; the sender died or the line broke after the call
    'dropped')),                      -- not wanted any more
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at TEXT NOT NULL,              -- next try; while sending the end of the lease
  claim TEXT,                         -- who sends it
  error TEXT,
  created_at TEXT NOT NULL,
  due_at TEXT,                        -- when it might first leave, after quiet hours; null = created_at
  settled_at TEXT,
  seen_at TEXT                        -- somebody of the desk took care of what could not be sent
) STRICT;
INSERT INTO outbox (seq, unit, channel, chat, body, state, attempts, next_at, error, created_at, settled_at)
SELECT seq, unit, channel, chat, body,
  CASE state WHEN 'waiting' THEN 'created' WHEN 'sent' THEN 'delivered' WHEN 'failed' THEN 'permanent' ELSE state END,
  attempts, next_at, error, created_at, settled_at FROM outbox_old;
DROP TABLE outbox_old;
CREATE INDEX outbox_open ON outbox (unit, channel, chat, seq) WHERE state IN ('created', 'temporary', 'sending');
CREATE INDEX outbox_due ON outbox (unit, channel, next_at) WHERE class = 'notice' AND state IN ('created', 'temporary');
CREATE INDEX outbox_sending ON outbox (claim) WHERE state = 'sending';
CREATE INDEX outbox_unsent ON outbox (unit, created_at)
  WHERE seen_at IS NULL AND state IN ('exhausted', 'permanent', 'window-closed', 'unconfirmed');
CREATE UNIQUE INDEX outbox_once ON outbox (unit, dedupe);
CREATE INDEX outbox_by_age ON outbox (settled_at);
CREATE INDEX outbox_by_day ON outbox (unit, created_at);

-- How fast a channel is used, over all processes: chat '' is the channel itself. Epoch milliseconds.
CREATE TABLE outbox_pace (
  unit TEXT NOT NULL,
  channel TEXT NOT NULL,
  chat TEXT NOT NULL,
  free_at INTEGER NOT NULL,
  holder TEXT NOT NULL,               -- the claim that moved it last
  PRIMARY KEY (unit, channel, chat)
) STRICT;

-- Which chat wants to be told of which dossier.
CREATE TABLE follow (
  unit TEXT NOT NULL,
  code TEXT NOT NULL,
  channel TEXT NOT NULL,
  chat TEXT NOT NULL,
  since TEXT NOT NULL,
  PRIMARY KEY (unit, code, channel, chat)
) STRICT;
CREATE INDEX follow_by_chat ON follow (unit, channel, chat);

-- What people agreed to and took back, forever (proof of consent: Luật Bảo vệ dữ liệu cá nhân 91/2025). `who` is a keyed hash of the chat.
CREATE TABLE consent (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  unit TEXT NOT NULL,
  who TEXT NOT NULL,
  channel TEXT NOT NULL,
  act TEXT NOT NULL CHECK (act IN ('given', 'withdrawn', 'erased')),
  purpose TEXT NOT NULL,              -- dossier-notices, everything
  subject TEXT NOT NULL,              -- code of the dossier; '' = all
  wording TEXT NOT NULL,              -- key of the sentence that was agreed to
  at TEXT NOT NULL
) STRICT;
CREATE INDEX consent_of ON consent (unit, who, at);
CREATE TRIGGER consent_stays_as_it_is BEFORE UPDATE ON consent
BEGIN
  SELECT RAISE(ABORT, 'consent is append-only');
END;
CREATE TRIGGER consent_stays BEFORE DELETE ON consent
BEGIN
  SELECT RAISE(ABORT, 'consent is append-only');
END;
CREATE TRIGGER consent_is_not_replaced BEFORE INSERT ON consent
WHEN EXISTS (SELECT 1 FROM consent WHERE seq = NEW.seq)
BEGIN
  SELECT RAISE(ABORT, 'consent is append-only');
END;
