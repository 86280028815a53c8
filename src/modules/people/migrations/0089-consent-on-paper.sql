-- A grower without a phone consents on paper. The sheet is printed for a request, read out, signed and photographed; it is a consent when the
-- service centre, who asked the grower, has countersigned it.
ALTER TABLE people.consent_request ADD COLUMN on_paper boolean NOT NULL DEFAULT false, ADD UNIQUE (id, agent_id);

-- Signed sheets as they were photographed.
CREATE TABLE people.consent_sheet (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  photo bytea NOT NULL,
  taken_at timestamptz NOT NULL,
  UNIQUE (id, agent_id),
  FOREIGN KEY (request_id, agent_id) REFERENCES people.consent_request (id, agent_id)
);
CREATE INDEX consent_sheet_request ON people.consent_sheet (request_id, id DESC);
SELECT kernel.append_only('people.consent_sheet');

-- What the service centre found of a sheet, and how it asked the grower. No agent judges their own.
CREATE TABLE people.consent_check (
  sheet_id uuid PRIMARY KEY,
  agent_id uuid NOT NULL,
  countersigned boolean NOT NULL,
  note text NOT NULL CHECK (length(note) BETWEEN 1 AND 500),
  checked_by uuid NOT NULL REFERENCES people.person,
  checked_at timestamptz NOT NULL,
  UNIQUE (sheet_id, countersigned),
  FOREIGN KEY (sheet_id, agent_id) REFERENCES people.consent_sheet (id, agent_id),
  CONSTRAINT not_ones_own CHECK (checked_by <> agent_id)
);
SELECT kernel.append_only('people.consent_check');

-- A consent on paper rests on a sheet that was countersigned; each sheet is one consent at most.
ALTER TABLE people.consent
  DROP CONSTRAINT consent_how_check,
  ADD CONSTRAINT consent_how_check CHECK (how IN ('account', 'code', 'paper')),
  ADD COLUMN sheet_id uuid UNIQUE,
  ADD COLUMN sheet_countersigned boolean GENERATED ALWAYS AS (CASE WHEN how = 'paper' THEN true END) STORED,
  ADD CONSTRAINT paper_has_a_sheet CHECK ((how = 'paper') = (sheet_id IS NOT NULL)),
  ADD CONSTRAINT paper_is_countersigned FOREIGN KEY (sheet_id, sheet_countersigned) REFERENCES people.consent_check (sheet_id, countersigned);
