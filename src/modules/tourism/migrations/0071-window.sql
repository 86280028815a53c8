-- A drawer at a site's window, from its opening with some change in it to its counting.
CREATE TABLE tourism.till (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organisation_id uuid NOT NULL,
  site_id uuid NOT NULL REFERENCES tourism.site,
  day date NOT NULL,
  name text NOT NULL,
  float_fen bigint NOT NULL CHECK (float_fen BETWEEN 0 AND 10000000),
  opened_at timestamptz NOT NULL,
  opened_by text NOT NULL,
  -- How many receipts it has given; the next has the next number.
  receipts int NOT NULL DEFAULT 0 CHECK (receipts >= 0),
  -- What should be in it: the change, and all that was taken and given back.
  expected_fen bigint NOT NULL CHECK (expected_fen >= 0),
  counted_fen bigint CHECK (counted_fen >= 0),
  note text,
  closed_at timestamptz,
  closed_by text,
  CONSTRAINT counted_when_closed CHECK ((closed_at IS NULL) = (counted_fen IS NULL) AND (closed_at IS NULL) = (closed_by IS NULL))
);
CREATE UNIQUE INDEX till_open ON tourism.till (site_id, name) WHERE closed_at IS NULL;
CREATE INDEX till_day ON tourism.till (site_id, day);

-- Sold at a window for cash, from the same counters as everything else.
ALTER TABLE tourism.booking
  ADD COLUMN till_id uuid REFERENCES tourism.till,
  DROP CONSTRAINT one_channel,
  ADD CONSTRAINT one_channel CHECK (num_nonnulls(buyer_id, reseller_id, till_id) = 1),
  ADD CONSTRAINT windows_take_cash CHECK (till_id IS NULL OR payment_id IS NULL);
CREATE INDEX booking_till ON tourism.booking (till_id) WHERE till_id IS NOT NULL;

-- Cash that came into a drawer or went out of it, each with its receipt; a mistake is mended by giving back.
CREATE TABLE tourism.taking (
  till_id uuid NOT NULL REFERENCES tourism.till,
  receipt int NOT NULL CHECK (receipt > 0),
  booking_id uuid NOT NULL REFERENCES tourism.booking,
  kind text NOT NULL CHECK (kind IN ('sale', 'return')),
  amount_fen bigint NOT NULL,
  given_fen bigint NOT NULL DEFAULT 0,
  at timestamptz NOT NULL,
  by text NOT NULL,
  CONSTRAINT sale_in_return_out CHECK ((kind = 'sale' AND amount_fen >= 0 AND given_fen >= amount_fen) OR (kind = 'return' AND amount_fen <= 0)),
  PRIMARY KEY (till_id, receipt)
);
-- Sold once and given back once.
CREATE UNIQUE INDEX taking_once ON tourism.taking (booking_id, kind);
SELECT kernel.append_only('tourism.taking');
