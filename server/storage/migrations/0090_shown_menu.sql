-- The choices of the notice that a chat without buttons was shown last: a number typed there means these, until the conversation has
-- answered something else. `version`: the conversation's when the notice left.
CREATE TABLE shown_menu (
  unit TEXT NOT NULL,
  channel TEXT NOT NULL,
  chat TEXT NOT NULL,
  version INTEGER NOT NULL,
  choices TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (unit, channel, chat)
) STRICT, WITHOUT ROWID;
