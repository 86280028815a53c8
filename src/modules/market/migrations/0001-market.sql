CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

CREATE TABLE market.listing (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organisation_id uuid NOT NULL,
  item_id uuid NOT NULL UNIQUE,
  gtin text NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
  title_zh text NOT NULL,
  title_en text NOT NULL,
  description_zh text NOT NULL,
  description_en text NOT NULL,
  category text NOT NULL,
  village_code text NOT NULL,
  price_fen bigint NOT NULL CHECK (price_fen BETWEEN 1 AND 10000000000),
  net_grams int NOT NULL CHECK (net_grams > 0),
  storage text NOT NULL CHECK (storage IN ('ambient', 'chilled', 'frozen')),
  shelf_life_days int NOT NULL,
  freight_template_id uuid NOT NULL,
  -- Bit m-1 stands for month m: 4095 is the whole year.
  season_months int NOT NULL CHECK (season_months BETWEEN 1 AND 4095),
  opened_at timestamptz NOT NULL,
  sold_units bigint NOT NULL DEFAULT 0,
  search tsvector NOT NULL,
  similarity text NOT NULL
);
CREATE INDEX listing_search ON market.listing USING gin (search) WHERE state = 'open';
CREATE INDEX listing_similarity ON market.listing USING gin (similarity public.gin_trgm_ops) WHERE state = 'open';
CREATE INDEX listing_category ON market.listing (category, id DESC) WHERE state = 'open';
CREATE INDEX listing_village ON market.listing (village_code, id DESC) WHERE state = 'open';
CREATE INDEX listing_organisation ON market.listing (organisation_id, id DESC);

CREATE TABLE market.photo (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  listing_id uuid NOT NULL REFERENCES market.listing,
  position int NOT NULL CHECK (position BETWEEN 0 AND 8),
  width int NOT NULL,
  height int NOT NULL,
  UNIQUE (listing_id, position)
);
CREATE TABLE market.photo_rendition (
  photo_id uuid NOT NULL REFERENCES market.photo ON DELETE CASCADE,
  width int NOT NULL,
  format text NOT NULL CHECK (format IN ('avif', 'webp')),
  bytes bytea NOT NULL,
  PRIMARY KEY (photo_id, width, format)
);

CREATE TABLE market.basket_line (
  buyer_id uuid NOT NULL,
  listing_id uuid NOT NULL REFERENCES market.listing,
  units int NOT NULL CHECK (units BETWEEN 1 AND 999),
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (buyer_id, listing_id)
);
CREATE INDEX basket_line_changed ON market.basket_line (changed_at);

-- One order per seller; the orders of one checkout share a payment.
CREATE TABLE market."order" (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  payment_id uuid NOT NULL,
  buyer_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('awaiting_payment', 'paid', 'shipped', 'received', 'completed', 'cancelled', 'expired', 'refunded')),
  goods_fen bigint NOT NULL CHECK (goods_fen > 0),
  freight_fen bigint NOT NULL CHECK (freight_fen >= 0),
  refunded_fen bigint NOT NULL DEFAULT 0,
  recipient jsonb NOT NULL,
  province_code text NOT NULL,
  note text NOT NULL DEFAULT '',
  placed_at timestamptz NOT NULL,
  pay_by timestamptz NOT NULL,
  paid_at timestamptz,
  shipped_at timestamptz,
  received_at timestamptz,
  -- The next moment at which time alone moves the order: receipt assumed, then completed.
  due_at timestamptz,
  CONSTRAINT refunded_within_total CHECK (refunded_fen BETWEEN 0 AND goods_fen + freight_fen)
) WITH (fillfactor = 80);
CREATE INDEX order_payment ON market."order" (payment_id);
CREATE INDEX order_buyer ON market."order" (buyer_id, placed_at DESC);
CREATE INDEX order_organisation ON market."order" (organisation_id, state, placed_at DESC);
CREATE INDEX order_pay_by ON market."order" (pay_by) WHERE state = 'awaiting_payment';
CREATE INDEX order_due ON market."order" (due_at) WHERE due_at IS NOT NULL;

-- A line keeps what the buyer saw.
CREATE TABLE market.order_line (
  order_id uuid NOT NULL REFERENCES market."order",
  line int NOT NULL,
  listing_id uuid NOT NULL,
  item_id uuid NOT NULL,
  gtin text NOT NULL,
  title_zh text NOT NULL,
  title_en text NOT NULL,
  category text NOT NULL,
  village_code text NOT NULL,
  net_grams int NOT NULL,
  storage text NOT NULL,
  units int NOT NULL CHECK (units > 0),
  price_fen bigint NOT NULL CHECK (price_fen > 0),
  refunded_units int NOT NULL DEFAULT 0,
  PRIMARY KEY (order_id, line),
  CONSTRAINT refunded_within_units CHECK (refunded_units BETWEEN 0 AND units)
);

-- Each sold unit knows its lot.
CREATE TABLE market.order_line_lot (
  order_id uuid NOT NULL,
  line int NOT NULL,
  lot_id uuid NOT NULL,
  lot_code text NOT NULL,
  units int NOT NULL CHECK (units > 0),
  PRIMARY KEY (order_id, line, lot_id),
  FOREIGN KEY (order_id, line) REFERENCES market.order_line
);
CREATE INDEX order_line_lot_lot ON market.order_line_lot (lot_id);

CREATE TABLE market.order_step (
  order_id uuid NOT NULL,
  at timestamptz NOT NULL,
  step text NOT NULL,
  actor_kind text NOT NULL,
  note text NOT NULL DEFAULT '',
  id uuid NOT NULL DEFAULT uuidv7(),
  PRIMARY KEY (order_id, id)
);
SELECT kernel.append_only('market.order_step');

-- Published for other modules: what was sold, line by line, net of refunds.
CREATE VIEW market.sale AS
SELECT o.id AS order_id, o.paid_at, o.organisation_id, o.province_code, l.village_code, l.category, l.listing_id, l.title_zh, l.title_en,
       l.units - l.refunded_units AS units, (l.units - l.refunded_units) * l.price_fen AS amount_fen,
       (l.units - l.refunded_units) * l.net_grams::bigint AS weight_grams
FROM market."order" o JOIN market.order_line l ON l.order_id = o.id
WHERE o.paid_at IS NOT NULL AND o.state NOT IN ('cancelled', 'refunded');
