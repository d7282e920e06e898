-- Answers to surveys (phiếu khảo sát). Nothing of who answered, nor of which dossier, stands here (NĐ 61/2018 Điều 27.3):
-- one answer per dossier is kept by survey_used, which knows no response.
CREATE TABLE survey_response (
  unit TEXT NOT NULL,
  id TEXT NOT NULL,
  survey TEXT NOT NULL,
  version INTEGER NOT NULL,
  day TEXT NOT NULL,
  hour INTEGER NOT NULL,
  door TEXT NOT NULL,
  assisted INTEGER NOT NULL,
  counter TEXT,
  field TEXT,                         -- lĩnh vực
  seconds INTEGER,
  device TEXT,                        -- keyed hash of the device's own id and the day
  answers TEXT NOT NULL,              -- JSON: item → option or text
  score REAL,
  satisfied INTEGER,
  marks TEXT NOT NULL,                -- JSON: suspicious patterns
  PRIMARY KEY (unit, id)
) STRICT;
CREATE INDEX survey_response_by_day ON survey_response (unit, survey, day);
CREATE INDEX survey_response_device ON survey_response (unit, survey, day, device) WHERE device IS NOT NULL;

-- A dossier, a case or an invitation answers once: its keyed hash, without a link to the answer.
CREATE TABLE survey_used (
  unit TEXT NOT NULL,
  survey TEXT NOT NULL,
  ref TEXT NOT NULL,
  day TEXT NOT NULL,
  PRIMARY KEY (unit, survey, ref)
) STRICT, WITHOUT ROWID;

-- A repeated sending is the same answer. Rows are forgotten after some days.
CREATE TABLE survey_key (
  unit TEXT NOT NULL,
  key TEXT NOT NULL,
  body TEXT NOT NULL,                 -- hash of what was sent
  response TEXT NOT NULL,
  day TEXT NOT NULL,
  PRIMARY KEY (unit, key)
) STRICT, WITHOUT ROWID;

-- Invitations: single use, without a name.
CREATE TABLE survey_invitation (
  unit TEXT NOT NULL,
  ref TEXT NOT NULL,                  -- hash of the link's token
  survey TEXT NOT NULL,
  field TEXT,
  sent_day TEXT NOT NULL,
  expires_day TEXT NOT NULL,
  PRIMARY KEY (unit, ref)
) STRICT, WITHOUT ROWID;
CREATE INDEX survey_invitation_sent ON survey_invitation (unit, survey, sent_day);

-- Short codes of QR posters: which counter, which field, which survey.
CREATE TABLE survey_counter (
  unit TEXT NOT NULL,
  code TEXT NOT NULL,
  survey TEXT NOT NULL,
  name TEXT NOT NULL,
  field TEXT,
  made_day TEXT NOT NULL,
  closed_day TEXT,
  PRIMARY KEY (unit, code)
) STRICT, WITHOUT ROWID;
