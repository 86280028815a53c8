-- What of a paid order is done before it leaves: how many boxes it fills, and whether they bear their labels.
CREATE TABLE market.packing (
  order_id uuid PRIMARY KEY REFERENCES market."order",
  boxes int NOT NULL CHECK (boxes BETWEEN 1 AND 99),
  packed_at timestamptz NOT NULL,
  labelled_at timestamptz,
  CONSTRAINT packed_before_labelled CHECK (labelled_at >= packed_at)
);

-- When the seller last said what a listing costs, changed or not; the question rests from then on.
CREATE TABLE market.price_answer (
  listing_id uuid PRIMARY KEY REFERENCES market.listing ON DELETE CASCADE,
  at timestamptz NOT NULL
);

-- What a person put off in a seller's queue, and how urgent it was then.
CREATE TABLE market.queue_later (
  person_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  thing text NOT NULL CHECK (length(thing) BETWEEN 1 AND 80),
  level int NOT NULL CHECK (level BETWEEN 0 AND 3),
  at timestamptz NOT NULL,
  PRIMARY KEY (person_id, organisation_id, thing)
);
CREATE INDEX queue_later_at ON market.queue_later (at);
