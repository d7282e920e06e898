-- Questions asked of the assistant, as counts: no text, no chat. `topic` is the field (lĩnh vực) of the procedure meant, or ''.
CREATE TABLE guidance_day (
  unit TEXT NOT NULL,
  day TEXT NOT NULL,
  intent TEXT NOT NULL,               -- procedure, out_of_scope
  topic TEXT NOT NULL,
  channel TEXT NOT NULL,
  asked INTEGER NOT NULL,
  unanswered INTEGER NOT NULL,        -- of those asked, kept for editors
  PRIMARY KEY (unit, day, intent, topic, channel)
) STRICT, WITHOUT ROWID;
