-- Figures of a period read what was received, got a result, or is open in it, not every dossier there ever was.
CREATE INDEX dossier_result ON dossier (unit, COALESCE(finished_at, returned_at));
CREATE INDEX dossier_waiting ON dossier (unit, code) WHERE state = 'waiting';
