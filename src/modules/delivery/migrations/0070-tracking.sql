-- A parcel on its way as its carrier tells it. `number` is the consignment of an order to many, 0 of a plain one.
CREATE TABLE delivery.tracked (
  carrier text NOT NULL,
  tracking_number text NOT NULL,
  order_id uuid NOT NULL,
  number int NOT NULL CHECK (number >= 0),
  handed_over_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'collected', 'in_transit', 'out_for_delivery', 'delivered', 'trouble', 'returning', 'returned')),
  -- When the carrier says it came into this state.
  state_at timestamptz,
  -- Whether the tracking service tells by itself, and when to ask it next; null once there is nothing more to learn.
  told_by_itself boolean NOT NULL DEFAULT false,
  next_ask_at timestamptz,
  asks int NOT NULL DEFAULT 0,
  PRIMARY KEY (carrier, tracking_number),
  UNIQUE (order_id, number),
  CONSTRAINT state_has_its_moment CHECK ((state = 'waiting') = (state_at IS NULL))
) WITH (fillfactor = 80);
CREATE INDEX tracked_due ON delivery.tracked (next_ask_at) WHERE next_ask_at IS NOT NULL;
CREATE INDEX tracked_number ON delivery.tracked (tracking_number);

-- What the carrier told, each thing once, however often and in whatever order it came.
CREATE TABLE delivery.scan (
  carrier text NOT NULL,
  tracking_number text NOT NULL,
  at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('collected', 'in_transit', 'out_for_delivery', 'delivered', 'trouble', 'returning', 'returned')),
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 300),
  received_at timestamptz NOT NULL,
  PRIMARY KEY (carrier, tracking_number, at, state, text)
);
SELECT kernel.append_only('delivery.scan');

-- Parcels that are under way already.
INSERT INTO delivery.tracked (carrier, tracking_number, order_id, number, handed_over_at, next_ask_at)
SELECT carrier, tracking_number, order_id, 0, handed_over_at, now() FROM delivery.parcel WHERE handed_over_at > now() - interval '30 days'
UNION ALL
SELECT carrier, tracking_number, order_id, number, handed_over_at, now() FROM delivery.consignment WHERE handed_over_at > now() - interval '30 days'
ON CONFLICT DO NOTHING;

-- The carrier of demonstrations and tests: which parcels it was asked to tell of.
CREATE TABLE delivery.sandbox_watch (
  company text NOT NULL,
  tracking_number text NOT NULL,
  callback_url text NOT NULL,
  salt text NOT NULL,
  since timestamptz NOT NULL,
  -- How many of its messages have been sent.
  sent int NOT NULL DEFAULT 0,
  PRIMARY KEY (company, tracking_number)
);
