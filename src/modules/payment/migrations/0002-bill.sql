-- One day at one gateway, as it was first read; payment.bill_line holds its lines.
CREATE TABLE payment.bill (
  gateway text NOT NULL,
  bill_date date NOT NULL,
  lines int NOT NULL,
  fetched_at timestamptz NOT NULL,
  PRIMARY KEY (gateway, bill_date)
);
SELECT kernel.append_only('payment.bill');
CREATE INDEX bill_line_ours ON payment.bill_line (our_id, kind);

-- Where a gateway's bill and our books do not agree. Open until it has an explanation.
CREATE TABLE payment.bill_difference (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  gateway text NOT NULL,
  bill_date date NOT NULL,
  kind text NOT NULL CHECK (kind IN ('missing', 'unknown', 'amount', 'seller', 'not_ended', 'doubled', 'bill_changed')),
  line_kind text NOT NULL,
  our_id text NOT NULL,
  -- The line of the bill, from 0; null where there is none.
  position int,
  our_fen bigint,
  bill_fen bigint,
  found_at timestamptz NOT NULL,
  explained_at timestamptz,
  explanation text NOT NULL DEFAULT '',
  CHECK ((explained_at IS NULL) = (explanation = '')),
  CONSTRAINT told_once UNIQUE NULLS NOT DISTINCT (gateway, bill_date, kind, line_kind, our_id, position)
);
CREATE INDEX bill_difference_open ON payment.bill_difference (bill_date) WHERE explained_at IS NULL;

CREATE INDEX payment_paid ON payment.payment (paid_at) WHERE state = 'paid';
CREATE INDEX instruction_done ON payment.instruction (ended_at) WHERE state = 'done';
