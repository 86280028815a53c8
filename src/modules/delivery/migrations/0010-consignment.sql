-- An order that goes to many: what each recipient gets, under one payment. The plain order has none and goes as one parcel.
CREATE TABLE delivery.consignment (
  order_id uuid NOT NULL,
  number int NOT NULL CHECK (number BETWEEN 1 AND 1000),
  organisation_id uuid NOT NULL,
  recipient jsonb NOT NULL CHECK (jsonb_typeof(recipient) = 'object'),
  -- Units of each line of the order, in their order.
  units int[] NOT NULL CHECK (cardinality(units) BETWEEN 1 AND 60 AND 0 < ALL (units)),
  freight_fen bigint NOT NULL CHECK (freight_fen >= 0),
  carrier text,
  tracking_number text CHECK (length(tracking_number) BETWEEN 4 AND 40),
  handed_over_at timestamptz,
  PRIMARY KEY (order_id, number),
  UNIQUE (carrier, tracking_number),
  CONSTRAINT handed_over_whole CHECK ((carrier IS NULL) = (tracking_number IS NULL) AND (carrier IS NULL) = (handed_over_at IS NULL))
);
CREATE INDEX consignment_waiting ON delivery.consignment (organisation_id, order_id) WHERE carrier IS NULL;

-- What makes an order a gift: the card, and whether the recipient's papers show prices.
CREATE TABLE delivery.gift (
  order_id uuid PRIMARY KEY,
  card text NOT NULL CHECK (length(card) <= 200),
  giver text NOT NULL CHECK (length(giver) <= 40),
  prices_hidden boolean NOT NULL
);
