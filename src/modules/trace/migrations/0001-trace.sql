-- What happened to a lot, as facts that cannot be changed afterwards.
CREATE TABLE trace.step (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  gtin text NOT NULL,
  lot_code text NOT NULL,
  organisation_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('harvested', 'packed', 'listed', 'shipped', 'withdrawn')),
  at timestamptz NOT NULL,
  data jsonb NOT NULL
);
CREATE INDEX step_lot ON trace.step (gtin, lot_code, at);
SELECT kernel.append_only('trace.step');
