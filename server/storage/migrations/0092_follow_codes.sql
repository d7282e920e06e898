-- A code by which any chat follows a dossier: made for who looked it up with the right digits, or printed at the desk. Only a keyed hash
-- is kept, so that the table opens nothing.
CREATE TABLE follow_code (
  unit TEXT NOT NULL,
  hash TEXT NOT NULL,
  dossier TEXT NOT NULL,
  door TEXT NOT NULL CHECK (door IN ('own', 'desk')),
  most INTEGER NOT NULL,               -- chats that may use it
  made_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  PRIMARY KEY (unit, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX follow_code_of ON follow_code (unit, dossier, made_at);

-- Each use is a row of its own, so that of two chats at once one finds the number taken and reads again.
CREATE TABLE follow_code_use (
  unit TEXT NOT NULL,
  hash TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (unit, hash, n)
) STRICT, WITHOUT ROWID;

-- How many quizzes a caller answered in an hour; `caller` is a keyed hash that changes with the hour.
CREATE TABLE quiz_caller (
  unit TEXT NOT NULL,
  caller TEXT NOT NULL,
  hour TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (unit, caller)
) STRICT, WITHOUT ROWID;
CREATE INDEX quiz_caller_by_hour ON quiz_caller (hour);
