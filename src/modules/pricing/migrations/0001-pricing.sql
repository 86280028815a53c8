-- A seller's group of customers: by invitation (whoever opens its link), or by the kind of an organisation they work in.
CREATE TABLE pricing.customer_group (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organisation_id uuid NOT NULL,
  name_zh text NOT NULL CHECK (length(name_zh) BETWEEN 1 AND 40),
  name_en text NOT NULL,
  -- Whoever knows it may join; null once the seller has closed the door.
  invite_code text UNIQUE,
  organisation_kinds text[] NOT NULL DEFAULT '{}',
  made_at timestamptz NOT NULL,
  UNIQUE (organisation_id, name_zh)
);
CREATE TABLE pricing.group_member (
  group_id uuid NOT NULL REFERENCES pricing.customer_group ON DELETE CASCADE,
  person_id uuid NOT NULL,
  -- As the person gave it on joining, for the seller to know them by.
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
  joined_at timestamptz NOT NULL,
  PRIMARY KEY (group_id, person_id)
);
CREATE INDEX group_member_person ON pricing.group_member (person_id);

-- A unit price beside the one on the listing: for a group, from a number of units on, between two days, or all of these.
CREATE TABLE pricing.unit_price (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organisation_id uuid NOT NULL,
  listing_id uuid NOT NULL,
  group_id uuid REFERENCES pricing.customer_group ON DELETE CASCADE,
  units_from int NOT NULL DEFAULT 1 CHECK (units_from BETWEEN 1 AND 999),
  -- First and last day, both included.
  starts_on date,
  ends_on date,
  price_fen bigint NOT NULL CHECK (price_fen BETWEEN 1 AND 10000000000),
  CONSTRAINT for_someone_sometime CHECK (group_id IS NOT NULL OR units_from > 1 OR starts_on IS NOT NULL OR ends_on IS NOT NULL),
  CONSTRAINT days_in_order CHECK (starts_on <= ends_on),
  UNIQUE NULLS NOT DISTINCT (listing_id, group_id, units_from, starts_on, ends_on)
);
CREATE INDEX unit_price_organisation ON pricing.unit_price (organisation_id, listing_id);

-- What a seller will not go below, and what units near their expiry cost less.
CREATE TABLE pricing.listing_rule (
  listing_id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL,
  floor_fen bigint CHECK (floor_fen BETWEEN 1 AND 10000000000),
  near_expiry_days int CHECK (near_expiry_days BETWEEN 1 AND 365),
  near_expiry_percent int CHECK (near_expiry_percent BETWEEN 1 AND 90),
  CONSTRAINT near_expiry_whole CHECK ((near_expiry_days IS NULL) = (near_expiry_percent IS NULL))
);
CREATE INDEX listing_rule_organisation ON pricing.listing_rule (organisation_id);

-- Money set aside by a brand's organisation, or by the platform, for what buyers need not pay.
CREATE TABLE pricing.budget (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  -- The organisation whose money it is; null for the platform's.
  organisation_id uuid,
  title_zh text NOT NULL CHECK (length(title_zh) BETWEEN 1 AND 60),
  title_en text NOT NULL,
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  held_fen bigint NOT NULL DEFAULT 0 CHECK (held_fen >= 0),
  used_fen bigint NOT NULL DEFAULT 0 CHECK (used_fen >= 0),
  made_at timestamptz NOT NULL,
  CONSTRAINT within_budget CHECK (held_fen + used_fen <= amount_fen)
) WITH (fillfactor = 80);

-- A coupon, or a full reduction: what it takes off, of which goods, who bears it, and how it stands beside others.
CREATE TABLE pricing.offer (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  kind text NOT NULL CHECK (kind IN ('coupon', 'reduction')),
  bearer_kind text NOT NULL CHECK (bearer_kind IN ('seller', 'platform', 'brand')),
  -- The organisation that bears it; null for the platform.
  bearer_id uuid,
  budget_id uuid REFERENCES pricing.budget,
  title_zh text NOT NULL CHECK (length(title_zh) BETWEEN 1 AND 60),
  title_en text NOT NULL,
  -- Which goods: of one seller, of one class, both, or all.
  seller_id uuid,
  category text,
  -- [{fromFen, offFen}] or [{fromFen, percent, mostFen}], rising.
  tiers jsonb NOT NULL CHECK (jsonb_typeof(tiers) = 'array' AND jsonb_array_length(tiers) BETWEEN 1 AND 5),
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  -- Lower ones are taken off first; of one exclusive group only one is taken off a line.
  sequence int NOT NULL CHECK (sequence BETWEEN 1 AND 99),
  exclusive text NOT NULL DEFAULT '' CHECK (exclusive ~ '^[a-z_]{0,40}$'),
  claims_most int CHECK (claims_most BETWEEN 1 AND 1000000),
  claims int NOT NULL DEFAULT 0,
  claims_each int CHECK (claims_each BETWEEN 1 AND 20),
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
  made_at timestamptz NOT NULL,
  CONSTRAINT runs_forward CHECK (starts_at < ends_at),
  CONSTRAINT bearer_named CHECK ((bearer_kind = 'platform') = (bearer_id IS NULL)),
  CONSTRAINT seller_bears_own CHECK (bearer_kind <> 'seller' OR (seller_id = bearer_id AND budget_id IS NULL)),
  CONSTRAINT others_within_budget CHECK (bearer_kind = 'seller' OR budget_id IS NOT NULL),
  CONSTRAINT coupons_are_counted CHECK ((kind = 'coupon') = (claims_most IS NOT NULL) AND (kind = 'coupon') = (claims_each IS NOT NULL)),
  CONSTRAINT claims_within_number CHECK (claims BETWEEN 0 AND coalesce(claims_most, 0))
) WITH (fillfactor = 80);
CREATE INDEX offer_open_seller ON pricing.offer (seller_id, ends_at) WHERE state = 'open';
CREATE INDEX offer_open_all ON pricing.offer (ends_at) WHERE state = 'open' AND seller_id IS NULL;
CREATE INDEX offer_budget ON pricing.offer (budget_id) WHERE budget_id IS NOT NULL;
CREATE INDEX offer_bearer ON pricing.offer (bearer_id, id DESC);

-- A coupon in somebody's hand. It is free, held by an unpaid order, or used.
CREATE TABLE pricing.claim (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  offer_id uuid NOT NULL REFERENCES pricing.offer,
  buyer_id uuid NOT NULL,
  number int NOT NULL CHECK (number >= 1),
  state text NOT NULL DEFAULT 'free' CHECK (state IN ('free', 'held', 'used')),
  claimed_at timestamptz NOT NULL,
  UNIQUE (offer_id, buyer_id, number)
);
CREATE INDEX claim_buyer ON pricing.claim (buyer_id, state);

-- What an order takes of a budget or a coupon: held until it is paid, used while it stands, else released or expired.
CREATE TABLE pricing.hold (
  order_id uuid NOT NULL,
  offer_id uuid NOT NULL REFERENCES pricing.offer,
  claim_id uuid REFERENCES pricing.claim,
  budget_id uuid REFERENCES pricing.budget,
  state text NOT NULL DEFAULT 'held' CHECK (state IN ('held', 'used', 'released', 'expired')),
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  -- What went back to the budget because units went back.
  returned_fen bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (order_id, offer_id),
  CONSTRAINT returned_within_amount CHECK (returned_fen BETWEEN 0 AND amount_fen),
  CONSTRAINT holds_something CHECK (claim_id IS NOT NULL OR budget_id IS NOT NULL)
);
CREATE INDEX hold_claim ON pricing.hold (claim_id) WHERE claim_id IS NOT NULL;
CREATE INDEX hold_budget ON pricing.hold (budget_id) WHERE budget_id IS NOT NULL;
