-- What a buyer confirmed at the checkout: the line cannot be returned without reason. No row: the seven days stand.
CREATE TABLE aftersales.exemption (
  order_id uuid NOT NULL,
  line int NOT NULL,
  class text NOT NULL CHECK (class IN ('fresh', 'made_to_order', 'near_expiry')),
  confirmed_at timestamptz NOT NULL,
  PRIMARY KEY (order_id, line)
);
SELECT kernel.append_only('aftersales.exemption');

-- What a buyer wants put right about one order.
CREATE TABLE aftersales."case" (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  order_id uuid NOT NULL,
  order_code text NOT NULL,
  buyer_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  cause text NOT NULL CHECK (cause IN ('no_reason', 'spoiled', 'damaged', 'wrong_goods', 'short', 'quality', 'not_arrived')),
  remedy text NOT NULL CHECK (remedy IN ('refund', 'return', 'exchange', 'resend')),
  state text NOT NULL CHECK (state IN ('asked', 'offered', 'refused', 'returning', 'sent_back', 'resending', 'resent', 'disputed',
    'refunded', 'exchanged', 'withdrawn', 'lapsed', 'rejected')),
  account text NOT NULL,
  -- What giving back all of it would pay; nothing else of the order is refunded while the case is open.
  wanted_fen bigint NOT NULL CHECK (wanted_fen >= 0),
  offered_fen bigint CHECK (offered_fen BETWEEN 1 AND wanted_fen),
  refunded_fen bigint NOT NULL DEFAULT 0,
  freight_bearer text NOT NULL CHECK (freight_bearer IN ('buyer', 'seller')),
  -- What the way back cost the seller.
  return_freight_fen bigint NOT NULL DEFAULT 0 CHECK (return_freight_fen BETWEEN 0 AND 10000000),
  return_to text NOT NULL DEFAULT '',
  -- The next moment at which silence has a consequence.
  due_at timestamptz,
  evidence_until timestamptz,
  opened_at timestamptz NOT NULL,
  closed_at timestamptz,
  CONSTRAINT refunded_within_wanted CHECK (refunded_fen BETWEEN 0 AND wanted_fen),
  CONSTRAINT refunded_only_when_so CHECK (refunded_fen = 0 OR state = 'refunded'),
  CONSTRAINT without_reason_goods_go_back CHECK (cause <> 'no_reason' OR (remedy = 'return' AND freight_bearer = 'buyer')),
  CONSTRAINT closed_when_ended CHECK ((closed_at IS NOT NULL) = (state IN ('refunded', 'exchanged', 'withdrawn', 'lapsed', 'rejected'))),
  CONSTRAINT no_deadline_after_the_end CHECK (closed_at IS NULL OR due_at IS NULL),
  CONSTRAINT dispute_has_its_time CHECK (state <> 'disputed' OR evidence_until IS NOT NULL)
) WITH (fillfactor = 80);
-- One open case an order: its money waits for exactly one answer.
CREATE UNIQUE INDEX case_open_order ON aftersales."case" (order_id) WHERE closed_at IS NULL;
CREATE INDEX case_order ON aftersales."case" (order_id);
CREATE INDEX case_buyer ON aftersales."case" (buyer_id, id DESC);
CREATE INDEX case_organisation ON aftersales."case" (organisation_id, id DESC);
CREATE INDEX case_state ON aftersales."case" (state, id DESC);
CREATE INDEX case_due ON aftersales."case" (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE aftersales.case_line (
  case_id uuid NOT NULL REFERENCES aftersales."case",
  line int NOT NULL,
  listing_id uuid NOT NULL,
  item_id uuid NOT NULL,
  title_zh text NOT NULL,
  title_en text NOT NULL,
  units int NOT NULL CHECK (units > 0),
  PRIMARY KEY (case_id, line)
);
CREATE INDEX case_line_listing ON aftersales.case_line (listing_id);

-- The lots the units came from, and where those went that came back.
CREATE TABLE aftersales.case_lot (
  case_id uuid NOT NULL,
  line int NOT NULL,
  lot_id uuid NOT NULL,
  lot_code text NOT NULL,
  units int NOT NULL CHECK (units > 0),
  shelf_units int NOT NULL DEFAULT 0 CHECK (shelf_units >= 0),
  scrapped_units int NOT NULL DEFAULT 0 CHECK (scrapped_units >= 0),
  PRIMARY KEY (case_id, line, lot_id),
  FOREIGN KEY (case_id, line) REFERENCES aftersales.case_line,
  CONSTRAINT back_within_units CHECK (shelf_units + scrapped_units <= units)
);

CREATE TABLE aftersales.parcel (
  case_id uuid NOT NULL REFERENCES aftersales."case",
  way text NOT NULL CHECK (way IN ('back', 'out')),
  carrier text NOT NULL,
  tracking_number text NOT NULL CHECK (length(tracking_number) BETWEEN 4 AND 40),
  handed_over_at timestamptz NOT NULL,
  PRIMARY KEY (case_id, way)
);

CREATE TABLE aftersales.step (
  case_id uuid NOT NULL REFERENCES aftersales."case",
  id uuid NOT NULL DEFAULT uuidv7(),
  at timestamptz NOT NULL,
  step text NOT NULL,
  side text NOT NULL CHECK (side IN ('buyer', 'seller', 'centre', 'time')),
  note text NOT NULL DEFAULT '',
  amount_fen bigint,
  PRIMARY KEY (case_id, id)
);
SELECT kernel.append_only('aftersales.step');

-- Evidence: who shows what, and when. Never public.
CREATE TABLE aftersales.photo (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  case_id uuid NOT NULL REFERENCES aftersales."case",
  side text NOT NULL CHECK (side IN ('buyer', 'seller', 'centre')),
  at timestamptz NOT NULL,
  width int NOT NULL,
  height int NOT NULL
);
CREATE INDEX photo_case ON aftersales.photo (case_id, id);
CREATE TABLE aftersales.photo_rendition (
  photo_id uuid NOT NULL REFERENCES aftersales.photo,
  width int NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (photo_id, width)
);
SELECT kernel.append_only('aftersales.photo');
SELECT kernel.append_only('aftersales.photo_rendition');
