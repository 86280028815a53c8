-- What was changed of many listings at once: each with what it was and what it became, so that it can be taken back.
CREATE TABLE market.bulk_edit (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organisation_id uuid NOT NULL,
  actor_id text NOT NULL,
  cause text NOT NULL CHECK (cause IN ('edit', 'workbook', 'undo')),
  -- [{listingId, before, after}]
  edits jsonb NOT NULL CHECK (jsonb_typeof(edits) = 'array'),
  listings int NOT NULL CHECK (listings > 0),
  at timestamptz NOT NULL,
  -- The edit this one takes back: once.
  undoes uuid UNIQUE REFERENCES market.bulk_edit,
  CONSTRAINT undo_names_its_edit CHECK ((cause = 'undo') = (undoes IS NOT NULL)),
  CONSTRAINT counted CHECK (listings = jsonb_array_length(edits))
);
CREATE INDEX bulk_edit_organisation ON market.bulk_edit (organisation_id, id DESC);
SELECT kernel.append_only('market.bulk_edit');
