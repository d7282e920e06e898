-- Visits of the community digital team (lượt hỗ trợ của Tổ công nghệ số cộng đồng). Nothing of who was helped stands here.
CREATE TABLE assist_visit (
  unit TEXT NOT NULL,
  id TEXT NOT NULL,
  key TEXT NOT NULL,                  -- of the form: sent twice is one visit
  day TEXT NOT NULL,
  at TEXT NOT NULL,
  member TEXT NOT NULL,               -- staff id
  member_name TEXT NOT NULL,
  team TEXT NOT NULL,
  hamlet TEXT,
  place TEXT NOT NULL,                -- home, hall, desk, phone
  kinds TEXT NOT NULL,                -- JSON
  difficulties TEXT NOT NULL,         -- JSON
  procedure_code TEXT,
  outcome TEXT NOT NULL,              -- done, part, referred
  follow_day TEXT,
  followed_at TEXT,
  withdrawn_at TEXT,                  -- taken back by its author
  PRIMARY KEY (unit, id)
) STRICT;
CREATE UNIQUE INDEX assist_visit_key ON assist_visit (unit, key);
CREATE INDEX assist_visit_day ON assist_visit (unit, day);
CREATE INDEX assist_visit_member ON assist_visit (unit, member, day);
