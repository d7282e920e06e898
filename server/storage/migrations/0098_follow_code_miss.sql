-- Codes that were not there, by who tried: so that nobody looks for codes by trying many.
CREATE TABLE follow_code_miss (
  unit TEXT NOT NULL,
  who TEXT NOT NULL,                   -- keyed hash of an address or a chat
  at INTEGER NOT NULL                  -- epoch ms
) STRICT;
CREATE INDEX follow_code_miss_of ON follow_code_miss (unit, who, at);
CREATE INDEX follow_code_miss_by_age ON follow_code_miss (at);
