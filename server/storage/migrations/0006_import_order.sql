-- Files are numbered in the order of their first import, so that two of one second keep it (their moment alone ties).
ALTER TABLE dossier_file ADD COLUMN sequence INTEGER;
UPDATE dossier_file SET sequence = (
  SELECT count(*) FROM dossier_file AS earlier
  WHERE earlier.unit = dossier_file.unit
    AND (earlier.first_imported_at, earlier.id) <= (dossier_file.first_imported_at, dossier_file.id)
);
CREATE UNIQUE INDEX dossier_file_sequence ON dossier_file (unit, sequence);
-- moment|first import|file becomes moment|sequence
UPDATE dossier SET source_order = substr(source_order, 1, instr(source_order, '|')) || (
  SELECT printf('%012d', sequence) FROM dossier_file WHERE dossier_file.unit = dossier.unit AND id = dossier.source_file
) WHERE EXISTS (SELECT 1 FROM dossier_file WHERE dossier_file.unit = dossier.unit AND id = dossier.source_file);
