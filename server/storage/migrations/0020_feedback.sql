-- Reports, petitions and questions of citizens (phản ánh, kiến nghị, hỏi đáp). Moments are ISO-8601 text with +07:00.
-- Who it came from and what was said rest sealed (AES-GCM under the installation's key).
CREATE TABLE feedback (
  unit TEXT NOT NULL,
  code TEXT NOT NULL,                 -- PA-7K3M9Q
  public_id TEXT NOT NULL,            -- for the public register and for following; opens nothing
  source TEXT NOT NULL,               -- web, telegram, zalo, phone, letterbox, walk-in, paper, behalf
  matter TEXT NOT NULL,               -- sealed: the words
  person TEXT NOT NULL,               -- sealed: name, address, phone, chat
  phone_hash TEXT,
  chat_hash TEXT,                     -- keyed hash of channel and chat, for "phản ánh của tôi"
  brief TEXT NOT NULL,                -- sealed: the words redacted, for lists, and why this kind
  words TEXT NOT NULL,                -- keyed hashes of the syllables said, between spaces, for search
  hamlet TEXT,
  lat REAL,
  lng REAL,
  dossier_code TEXT,
  identified INTEGER NOT NULL,        -- name, address and phone are there (NĐ 20/2008 Đ.7)
  on_behalf INTEGER NOT NULL,
  consent_publish INTEGER NOT NULL,
  consent_contact INTEGER NOT NULL,
  -- what the events add up to
  revision INTEGER NOT NULL,
  kind TEXT NOT NULL,
  urgent INTEGER NOT NULL,
  state TEXT NOT NULL,                -- new, assigned, waiting, closed, reopened, merged
  level INTEGER NOT NULL,
  department TEXT NOT NULL,
  assignee TEXT,
  assignee_name TEXT,
  received_at TEXT NOT NULL,
  due_at TEXT NOT NULL,
  transfer_due_at TEXT,
  clock_from TEXT NOT NULL,
  waiting_since TEXT,
  paused INTEGER NOT NULL,
  asked INTEGER NOT NULL,
  paused_days INTEGER NOT NULL,       -- working days that the clock stood still in this round
  extended_days INTEGER NOT NULL,
  reopened INTEGER NOT NULL,
  closed_at TEXT,
  outcome TEXT,
  published_at TEXT,
  rating TEXT,
  merged_into TEXT,
  updated_at TEXT NOT NULL,
  -- the public register
  public_text TEXT,
  public_answer TEXT,
  public_folded TEXT,
  PRIMARY KEY (unit, code)
) STRICT;
CREATE UNIQUE INDEX feedback_public_id ON feedback (unit, public_id);
CREATE INDEX feedback_open ON feedback (unit, due_at) WHERE state IN ('new', 'assigned', 'waiting', 'reopened');
CREATE INDEX feedback_received ON feedback (unit, received_at);
CREATE INDEX feedback_published ON feedback (unit, published_at) WHERE published_at IS NOT NULL;
CREATE INDEX feedback_chat ON feedback (unit, chat_hash, received_at) WHERE chat_hash IS NOT NULL;
CREATE INDEX feedback_merged ON feedback (unit, merged_into) WHERE merged_into IS NOT NULL;

-- What happened. The key is the guard: of two who act on one revision, one finds its number taken and its batch rolls back.
CREATE TABLE feedback_event (
  unit TEXT NOT NULL,
  code TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at TEXT NOT NULL,
  event TEXT NOT NULL,
  by TEXT NOT NULL,                   -- citizen, staff, system
  actor TEXT,
  actor_name TEXT,
  payload TEXT NOT NULL,              -- JSON, no words of people
  words TEXT,                         -- sealed: a question, an answer, a note
  PRIMARY KEY (unit, code, seq)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER feedback_event_kept BEFORE UPDATE ON feedback_event BEGIN
  SELECT RAISE(ABORT, 'feedback_event is append-only');
END;
CREATE TRIGGER feedback_event_stays BEFORE DELETE ON feedback_event BEGIN
  SELECT RAISE(ABORT, 'feedback_event is append-only');
END;

-- Photos of a case; the bytes rest elsewhere under `id`.
CREATE TABLE feedback_file (
  unit TEXT NOT NULL,
  id TEXT NOT NULL,
  code TEXT NOT NULL,
  role TEXT NOT NULL,                 -- citizen, evidence
  type TEXT NOT NULL,
  size INTEGER NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (unit, id)
) STRICT;
CREATE INDEX feedback_file_case ON feedback_file (unit, code, at);

-- Keys under which something was sent, so that it is sent once. `receipt` is the sealed answer.
CREATE TABLE feedback_key (
  unit TEXT NOT NULL,
  key TEXT NOT NULL,                  -- keyed hash
  body TEXT NOT NULL,                 -- keyed hash
  code TEXT NOT NULL,
  receipt TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (unit, key)
) STRICT;
CREATE INDEX feedback_key_age ON feedback_key (at);

-- How often somebody was shown the route of khiếu nại, tố cáo or danger. Nothing else of it is kept.
CREATE TABLE feedback_guided (
  unit TEXT NOT NULL,
  day TEXT NOT NULL,
  kind TEXT NOT NULL,                 -- complaint, denunciation, emergency
  count INTEGER NOT NULL,
  PRIMARY KEY (unit, day, kind)
) STRICT, WITHOUT ROWID;

-- Who follows a case instead of sending the same again.
CREATE TABLE feedback_follow (
  unit TEXT NOT NULL,
  code TEXT NOT NULL,
  follower TEXT NOT NULL,             -- keyed hash
  at TEXT NOT NULL,
  PRIMARY KEY (unit, code, follower)
) STRICT, WITHOUT ROWID;

-- Kinds that an officer corrected, to become a reviewed test set. `text` is redacted and sealed.
CREATE TABLE triage_correction (
  unit TEXT NOT NULL,
  code TEXT NOT NULL,
  seq INTEGER NOT NULL,
  text TEXT NOT NULL,
  from_kind TEXT NOT NULL,
  to_kind TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (unit, code, seq)
) STRICT;

-- What the clock has said already, once each: (case, clock, moment, stage). Apart from the history, so that nobody's work is disturbed.
CREATE TABLE feedback_watch (
  unit TEXT NOT NULL,
  code TEXT NOT NULL,
  clock TEXT NOT NULL,                -- answer, transfer, silence, publish
  due_at TEXT NOT NULL,
  stage TEXT NOT NULL,                -- soon, overdue
  at TEXT NOT NULL,
  PRIMARY KEY (unit, code, clock, due_at, stage)
) STRICT, WITHOUT ROWID;

-- What was counted against a caller: intakes and wrong secrets. No address in clear; old rows are removed.
CREATE TABLE feedback_try (
  id TEXT PRIMARY KEY,
  caller TEXT NOT NULL,               -- keyed hash
  purpose TEXT NOT NULL,
  at INTEGER NOT NULL                 -- epoch milliseconds
) STRICT;
CREATE INDEX feedback_try_caller ON feedback_try (caller, purpose, at);
