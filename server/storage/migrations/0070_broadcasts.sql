-- News that the commune tells those who asked for it. What was published stays, with its counts; who read it is not kept.
CREATE TABLE broadcast (
  unit TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('news', 'reform', 'warning', 'quiz')),
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  link TEXT,
  image TEXT,                          -- id of the file
  image_type TEXT,
  quiz TEXT NOT NULL DEFAULT '[]',     -- questions with options, the right one, why
  hamlets TEXT NOT NULL DEFAULT '[]',  -- [] = everybody
  channels TEXT NOT NULL DEFAULT '[]', -- [] = shown in the app only
  scheduled_at TEXT,                   -- null = as soon as approved
  night INTEGER NOT NULL DEFAULT 0 CHECK (night IN (0, 1)), -- a leader let a warning pass in quiet hours
  state TEXT NOT NULL CHECK (state IN ('draft', 'waiting', 'approved', 'sending', 'sent', 'cancelled')),
  revision INTEGER NOT NULL,           -- of people's changes; a stale one breaks NOT NULL and with it the whole batch
  writers TEXT NOT NULL,               -- ids of all who wrote on it: none of them approves it
  author_name TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  approved_name TEXT,
  approved_at TEXT,
  started_at TEXT,                     -- from then on everybody may read it
  reached_to TEXT,                     -- "channel chat" up to which messages were made; null = not begun
  expanded_at TEXT,                    -- all messages were made
  ended_at TEXT,
  note TEXT,                           -- why it was given back or stopped
  PRIMARY KEY (unit, id)
) STRICT;
CREATE INDEX broadcast_by_state ON broadcast (unit, state);
CREATE INDEX broadcast_published ON broadcast (unit, started_at);

-- One message of one broadcast to one reader, by the key of the outbox; the outbox forgets, this does not.
CREATE TABLE broadcast_message (
  unit TEXT NOT NULL,
  broadcast TEXT NOT NULL,
  key TEXT NOT NULL,
  channel TEXT NOT NULL,
  hamlet TEXT,
  state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'delivered', 'failed', 'dropped')),
  day TEXT NOT NULL,                   -- of the state
  PRIMARY KEY (unit, broadcast, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX broadcast_message_by_day ON broadcast_message (unit, state, day);

-- Who wants the commune's news: nobody who did not ask. Ends with one word, and with the deletion of one's data.
CREATE TABLE news_subscription (
  unit TEXT NOT NULL,
  channel TEXT NOT NULL,
  chat TEXT NOT NULL,
  hamlet TEXT,                         -- null = of the whole commune
  since TEXT NOT NULL,
  PRIMARY KEY (unit, channel, chat)
) STRICT, WITHOUT ROWID;

-- An answer to a quiz knows nobody; that somebody answered is kept apart, in no common order.
CREATE TABLE quiz_answer (
  unit TEXT NOT NULL,
  id TEXT NOT NULL,
  broadcast TEXT NOT NULL,
  day TEXT NOT NULL,
  door TEXT NOT NULL CHECK (door IN ('app', 'chat')),
  answers TEXT NOT NULL,
  score INTEGER NOT NULL,
  PRIMARY KEY (unit, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX quiz_answer_of ON quiz_answer (unit, broadcast, day);
CREATE TABLE quiz_once (
  unit TEXT NOT NULL,
  broadcast TEXT NOT NULL,
  who TEXT NOT NULL,                   -- keyed hash of the device or chat, another one for every quiz
  sending TEXT,                        -- hash of the key of the sending, so that a repeat is told from a second answer
  body TEXT,                           -- hash of key and answers
  PRIMARY KEY (unit, broadcast, who)
) STRICT, WITHOUT ROWID;
