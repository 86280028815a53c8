-- A workbook of goods on its way in: all of its rows become listings, or none.
CREATE TABLE market.import (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organisation_id uuid NOT NULL,
  file_name text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 200),
  -- The file itself, until its listings are open: growers' names stay no longer than needed.
  bytes bytea,
  -- SHA-256 of the file in hexadecimal.
  digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'reading', 'refused', 'done')),
  -- Counts the runs of the job; a run that was overtaken by a later one can no longer end the import.
  run int NOT NULL DEFAULT 0,
  rows_total int CHECK (rows_total >= 0),
  rows_checked int NOT NULL DEFAULT 0,
  rows_done int NOT NULL DEFAULT 0,
  -- [{row, column, cell, value, code, params}]; the first ones where there are very many.
  faults jsonb NOT NULL DEFAULT '[]',
  faults_total int NOT NULL DEFAULT 0,
  remarks jsonb NOT NULL DEFAULT '[]',
  listings_opened int NOT NULL DEFAULT 0,
  submitted_at timestamptz NOT NULL,
  moved_at timestamptz NOT NULL,
  finished_at timestamptz,
  CONSTRAINT nothing_or_everything CHECK (
    CASE state WHEN 'done' THEN rows_done = rows_total AND listings_opened = rows_total AND faults_total = 0 AND bytes IS NULL
    ELSE listings_opened = 0 AND bytes IS NOT NULL END),
  CONSTRAINT refused_with_reason CHECK (state <> 'refused' OR faults_total > 0),
  CONSTRAINT finished_when_ended CHECK ((finished_at IS NOT NULL) = (state IN ('refused', 'done')))
);
CREATE INDEX import_organisation ON market.import (organisation_id, id DESC);
CREATE INDEX import_open ON market.import (moved_at) WHERE state IN ('queued', 'reading');
-- The same file counts once; after a refusal it may be handed in again.
CREATE UNIQUE INDEX import_once ON market.import (organisation_id, digest) WHERE state <> 'refused';
