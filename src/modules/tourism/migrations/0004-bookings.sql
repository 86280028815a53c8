-- Who sells for a supplier elsewhere. Of the key only its hash is kept.
CREATE TABLE tourism.reseller (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organisation_id uuid NOT NULL,
  name text NOT NULL,
  key_hash bytea NOT NULL UNIQUE CHECK (length(key_hash) = 32),
  -- What the reseller keeps of a price.
  commission_rate numeric(6, 5) NOT NULL DEFAULT 0 CHECK (commission_rate >= 0 AND commission_rate < 1),
  made_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX reseller_organisation ON tourism.reseller (organisation_id);

-- A booking has its hold's id; whether it is held, confirmed, used, released or expired is the hold's state.
CREATE TABLE tourism.booking (
  id uuid PRIMARY KEY REFERENCES tourism.hold,
  code text NOT NULL UNIQUE,
  organisation_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('visit', 'stay')),
  -- Bought in the county, or through a reseller, who takes the money.
  buyer_id uuid,
  reseller_id uuid REFERENCES tourism.reseller,
  reseller_reference text,
  option_id uuid REFERENCES tourism.option,
  room_type_id uuid REFERENCES tourism.room_type,
  plan_id uuid REFERENCES tourism.rate_plan,
  title_zh text NOT NULL,
  title_en text NOT NULL,
  day date NOT NULL,
  minute smallint NOT NULL CHECK (minute BETWEEN -1 AND 1439),
  nights int NOT NULL CHECK (nights BETWEEN 0 AND 60),
  rooms int NOT NULL CHECK (rooms BETWEEN 0 AND 1000),
  guests int NOT NULL CHECK (guests BETWEEN 1 AND 1000),
  starts_at timestamptz NOT NULL,
  ends_on date NOT NULL CHECK (ends_on >= day),
  total_fen bigint NOT NULL CHECK (total_fen >= 0),
  refunded_fen bigint NOT NULL DEFAULT 0 CHECK (refunded_fen >= 0),
  policy jsonb NOT NULL,
  contact jsonb NOT NULL,
  notes text,
  payment_id uuid,
  made_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  confirmed_at timestamptz,
  cancelled_at timestamptz,
  cancelled_by text CHECK (cancelled_by IN ('guest', 'supplier', 'reseller', 'system')),
  cancel_reason text,
  no_show_at timestamptz,
  settled_at timestamptz,
  CONSTRAINT refunded_within_total CHECK (refunded_fen <= total_fen),
  CONSTRAINT visit_or_stay CHECK ((kind = 'visit' AND option_id IS NOT NULL AND room_type_id IS NULL AND nights = 0 AND rooms = 0)
    OR (kind = 'stay' AND room_type_id IS NOT NULL AND option_id IS NULL AND nights > 0 AND rooms > 0 AND minute = -1)),
  CONSTRAINT one_channel CHECK ((buyer_id IS NULL) <> (reseller_id IS NULL)),
  CONSTRAINT resellers_take_the_money CHECK (reseller_id IS NULL OR payment_id IS NULL)
) WITH (fillfactor = 80);
CREATE INDEX booking_buyer ON tourism.booking (buyer_id, id) WHERE buyer_id IS NOT NULL;
CREATE INDEX booking_reseller ON tourism.booking (reseller_id, reseller_reference) WHERE reseller_id IS NOT NULL;
CREATE INDEX booking_supplier ON tourism.booking (organisation_id, day);
CREATE INDEX booking_payment ON tourism.booking (payment_id) WHERE payment_id IS NOT NULL;
CREATE INDEX booking_unsettled ON tourism.booking (ends_on) WHERE payment_id IS NOT NULL AND confirmed_at IS NOT NULL AND settled_at IS NULL;

-- Each ticket of a visit.
CREATE TABLE tourism.booking_unit (
  id uuid PRIMARY KEY,
  booking_id uuid NOT NULL REFERENCES tourism.booking,
  position int NOT NULL,
  type text NOT NULL CHECK (type IN ('adult', 'child', 'senior', 'student', 'group')),
  places int NOT NULL CHECK (places >= 1),
  price_fen bigint NOT NULL CHECK (price_fen >= 0),
  reseller_reference text,
  contact jsonb NOT NULL DEFAULT '{}',
  redeemed_at timestamptz
);
CREATE INDEX booking_unit_of ON tourism.booking_unit (booking_id, position);
