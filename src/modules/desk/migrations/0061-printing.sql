-- Which paper of which order was printed and when (the audit says by whom); printing again is another line.
CREATE TABLE desk.printing (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organisation_id uuid NOT NULL,
  order_id uuid NOT NULL,
  paper text NOT NULL CHECK (paper IN ('pick', 'slip', 'label')),
  at timestamptz NOT NULL
);
CREATE INDEX printing_order ON desk.printing (organisation_id, order_id, paper, id DESC);
SELECT kernel.append_only('desk.printing');
