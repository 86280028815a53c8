-- Recipients of an order to many whose parcels will not leave: out of the consignments, with what they held, never the recipient.
CREATE TABLE delivery.dropped (
  order_id uuid NOT NULL,
  number int NOT NULL,
  units int[] NOT NULL,
  freight_fen bigint NOT NULL CHECK (freight_fen >= 0),
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 120),
  at timestamptz NOT NULL,
  PRIMARY KEY (order_id, number)
);
SELECT kernel.append_only('delivery.dropped');
