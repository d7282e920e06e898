-- Cases about a dossier are looked for by each dossier of a period.
CREATE INDEX feedback_dossier ON feedback (unit, dossier_code) WHERE dossier_code IS NOT NULL;
