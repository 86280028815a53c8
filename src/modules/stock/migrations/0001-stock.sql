-- A trade item: one product in one packing, with the number printed on it.
CREATE SEQUENCE stock.item_reference START 1;
CREATE TABLE stock.item (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organisation_id uuid NOT NULL,
  gtin text NOT NULL UNIQUE CHECK (gtin ~ '^[0-9]{13,14}$'),
  name text NOT NULL,
  net_grams int NOT NULL CHECK (net_grams BETWEEN 1 AND 1000000),
  storage text NOT NULL CHECK (storage IN ('ambient', 'chilled', 'frozen')),
  shelf_life_days int NOT NULL CHECK (shelf_life_days BETWEEN 1 AND 36500)
);
CREATE INDEX item_organisation ON stock.item (organisation_id);

-- Units packed together. Every unit is in exactly one of four places, and none of them is ever below nothing.
CREATE TABLE stock.lot (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  item_id uuid NOT NULL REFERENCES stock.item,
  organisation_id uuid NOT NULL,
  code text NOT NULL CHECK (length(code) BETWEEN 1 AND 20),
  harvest_id uuid NOT NULL,
  packed_on date NOT NULL,
  expires_on date NOT NULL CHECK (expires_on > packed_on),
  packed_units int NOT NULL CHECK (packed_units BETWEEN 1 AND 1000000),
  available_units int NOT NULL CHECK (available_units >= 0),
  held_units int NOT NULL DEFAULT 0 CHECK (held_units >= 0),
  sold_units int NOT NULL DEFAULT 0 CHECK (sold_units >= 0),
  withdrawn_units int NOT NULL DEFAULT 0 CHECK (withdrawn_units >= 0),
  CONSTRAINT every_unit_once CHECK (packed_units = available_units + held_units + sold_units + withdrawn_units),
  UNIQUE (organisation_id, code)
) WITH (fillfactor = 80);
CREATE INDEX lot_item ON stock.lot (item_id, expires_on);

CREATE TABLE stock.hold (
  order_id uuid NOT NULL,
  lot_id uuid NOT NULL REFERENCES stock.lot,
  units int NOT NULL CHECK (units > 0),
  state text NOT NULL DEFAULT 'held' CHECK (state IN ('held', 'sold', 'released', 'expired')),
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (order_id, lot_id)
) WITH (fillfactor = 80);
CREATE INDEX hold_expiry ON stock.hold (expires_at) WHERE state = 'held';
CREATE INDEX hold_lot ON stock.hold (lot_id);
