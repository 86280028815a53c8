-- A database of the first release. Made by scripts/dump-first-schema.ts and never changed since.
DO $$ BEGIN CREATE ROLE terrace_app NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE SCHEMA kernel;
CREATE TABLE kernel.migration (schema text NOT NULL, name text NOT NULL, checksum text NOT NULL, at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (schema, name));
CREATE SCHEMA IF NOT EXISTS "kernel";
-- Tables that may only grow. Marking one takes UPDATE and DELETE from the application's role
-- and refuses them to everyone else by trigger.
CREATE TABLE kernel.append_only_table (name regclass PRIMARY KEY);

CREATE FUNCTION kernel.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION kernel.append_only(target regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kernel.append_only_table VALUES (target);
  EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change()', target);
END $$;

CREATE TABLE kernel.audit (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  at timestamptz NOT NULL DEFAULT now(),
  operation text NOT NULL,
  actor_kind text NOT NULL CHECK (actor_kind IN ('guest', 'person', 'gateway', 'system')),
  actor_id text,
  organisation_id uuid,
  request_id text,
  detail jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_organisation ON kernel.audit (organisation_id, at DESC) WHERE organisation_id IS NOT NULL;
SELECT kernel.append_only('kernel.audit');

CREATE TABLE kernel.event (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  at timestamptz NOT NULL DEFAULT now(),
  name text NOT NULL,
  subject text NOT NULL,
  data jsonb NOT NULL
);
CREATE INDEX event_subject ON kernel.event (subject, at);
SELECT kernel.append_only('kernel.event');

-- One answered request per key and asker. A second request with the same key waits on the row of the first.
CREATE TABLE kernel.idempotency (
  asker text NOT NULL,
  key text NOT NULL CHECK (length(key) BETWEEN 8 AND 128),
  operation text NOT NULL,
  fingerprint text NOT NULL,
  output jsonb,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (asker, key)
);
CREATE INDEX idempotency_at ON kernel.idempotency (at);

-- Writes everything a transaction leaves behind. SECURITY DEFINER because graphile-worker's tables
-- belong to the role that migrates.
CREATE FUNCTION kernel.record(audits jsonb, events jsonb, jobs jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO kernel.audit (operation, actor_kind, actor_id, organisation_id, request_id, detail)
  SELECT a."operation", a."actorKind", a."actorId", a."organisationId", a."requestId", a."detail"
  FROM jsonb_to_recordset(audits) AS a("operation" text, "actorKind" text, "actorId" text, "organisationId" uuid, "requestId" text, "detail" jsonb);
  INSERT INTO kernel.event (name, subject, data)
  SELECT e."name", e."subject", e."data"
  FROM jsonb_to_recordset(events) AS e("name" text, "subject" text, "data" jsonb);
  IF jsonb_array_length(jobs) > 0 THEN
    PERFORM graphile_worker.add_jobs(ARRAY(
      SELECT jsonb_populate_record(NULL::graphile_worker.job_spec, j) FROM jsonb_array_elements(jobs) AS j));
  END IF;
END $$;

INSERT INTO kernel.migration (schema, name, checksum) VALUES ('kernel', '0001-kernel', 'b38b5c205bf7c514db161483093290663a9a468d1852e492b67115c5ee52ae82');
CREATE SCHEMA IF NOT EXISTS "people";
-- Accounts. Columns follow the accounts library's models, in our own names (see auth-tables.ts).
CREATE TABLE people.person (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
  -- People who signed up by phone have an address below `phone.invalid`, which no mail can reach (RFC 2606).
  email text NOT NULL UNIQUE CHECK (email = lower(email) AND length(email) <= 254),
  email_verified boolean NOT NULL DEFAULT false,
  image text,
  phone text UNIQUE CHECK (phone ~ '^\+861[3-9][0-9]{9}$'),
  phone_verified boolean,
  two_factor_enabled boolean DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  erased_at timestamptz
);

CREATE TABLE people.session (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  person_id uuid NOT NULL REFERENCES people.person ON DELETE CASCADE,
  token text NOT NULL UNIQUE,
  expires_at timestamptz NOT NULL,
  ip_address text,
  user_agent text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX session_person ON people.session (person_id);
CREATE INDEX session_expiry ON people.session (expires_at);

CREATE TABLE people.account (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  person_id uuid NOT NULL REFERENCES people.person ON DELETE CASCADE,
  account_id text NOT NULL,
  provider_id text NOT NULL,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (provider_id, account_id)
);
CREATE INDEX account_person ON people.account (person_id);

CREATE TABLE people.verification (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  identifier text NOT NULL,
  value text NOT NULL,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX verification_identifier ON people.verification (identifier);
CREATE INDEX verification_expiry ON people.verification (expires_at);

CREATE TABLE people.two_factor (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  person_id uuid NOT NULL REFERENCES people.person ON DELETE CASCADE,
  secret text NOT NULL,
  backup_codes text NOT NULL,
  verified boolean DEFAULT true,
  failed_verification_count int DEFAULT 0,
  locked_until timestamptz
);
CREATE INDEX two_factor_person ON people.two_factor (person_id);
CREATE INDEX two_factor_secret ON people.two_factor (secret);

CREATE TABLE people.passkey (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  person_id uuid NOT NULL REFERENCES people.person ON DELETE CASCADE,
  name text,
  public_key text NOT NULL,
  credential_id text NOT NULL UNIQUE,
  counter int NOT NULL,
  device_type text NOT NULL,
  backed_up boolean NOT NULL,
  transports text,
  aaguid text,
  created_at timestamptz
);
CREATE INDEX passkey_person ON people.passkey (person_id);

CREATE TABLE people.api_key (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  config_id text NOT NULL DEFAULT 'default',
  person_id uuid NOT NULL REFERENCES people.person ON DELETE CASCADE,
  name text,
  start text,
  prefix text,
  -- SHA-256 of the key; the key itself is shown once and kept nowhere.
  key text NOT NULL UNIQUE,
  refill_interval int,
  refill_amount int,
  last_refill_at timestamptz,
  enabled boolean DEFAULT true,
  rate_limit_enabled boolean DEFAULT false,
  rate_limit_time_window int,
  rate_limit_max int,
  request_count int DEFAULT 0,
  remaining int,
  last_request timestamptz,
  expires_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  permissions text,
  metadata text
);
CREATE INDEX api_key_person ON people.api_key (person_id);
CREATE INDEX api_key_config ON people.api_key (config_id);

-- Requests counted by network address and path; kept by the accounts library.
CREATE TABLE people.rate_limit (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  key text NOT NULL UNIQUE,
  count int NOT NULL,
  last_request bigint NOT NULL
);

-- Attempts counted by account, wherever they come from. The key is a keyed hash: no address or number stands here.
CREATE TABLE people.attempt (
  key text PRIMARY KEY,
  count int NOT NULL CHECK (count > 0),
  resets_at timestamptz NOT NULL
);
CREATE INDEX attempt_resets ON people.attempt (resets_at);

CREATE TABLE people.erasure_request (
  person_id uuid PRIMARY KEY REFERENCES people.person ON DELETE CASCADE,
  requested_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL CHECK (due_at > requested_at)
);
CREATE INDEX erasure_due ON people.erasure_request (due_at);

CREATE TABLE people.address (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  person_id uuid NOT NULL REFERENCES people.person ON DELETE CASCADE,
  -- One of twenty places in the book: the limit holds however many requests race.
  slot int NOT NULL CHECK (slot BETWEEN 1 AND 20),
  recipient text NOT NULL CHECK (length(recipient) BETWEEN 1 AND 30),
  phone text NOT NULL CHECK (phone ~ '^\+861[3-9][0-9]{9}$'),
  county_code text NOT NULL CHECK (county_code ~ '^[0-9]{6}$'),
  detail text NOT NULL CHECK (length(detail) BETWEEN 1 AND 120),
  updated_at timestamptz NOT NULL,
  UNIQUE (person_id, slot)
);

CREATE TABLE people.organisation (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  kind text NOT NULL CHECK (kind IN ('household', 'workshop', 'cooperative', 'ecommerce_firm', 'guesthouse', 'scenic_spot',
    'carrier', 'laboratory', 'school', 'association', 'public_office')),
  name_zh text NOT NULL CHECK (length(name_zh) BETWEEN 1 AND 60),
  name_en text CHECK (length(name_en) BETWEEN 1 AND 120),
  village_code text NOT NULL CHECK (village_code ~ '^[0-9]{12}$'),
  contact_name text NOT NULL,
  contact_phone text NOT NULL,
  duties text[] NOT NULL DEFAULT '{}' CHECK (duties <@ ARRAY['service_centre']),
  -- The organisation's account at the payment gateway; without one it cannot sell.
  seller_account text UNIQUE CHECK (length(seller_account) BETWEEN 1 AND 64),
  founded_at timestamptz NOT NULL,
  UNIQUE (name_zh, village_code)
);

CREATE TABLE people.membership (
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  person_id uuid NOT NULL REFERENCES people.person,
  roles text[] NOT NULL CHECK (cardinality(roles) > 0 AND roles <@ ARRAY['owner', 'seller', 'packer', 'bookkeeper']),
  joined_at timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, person_id)
);
CREATE INDEX membership_person ON people.membership (person_id);

-- An organisation is never without an owner. The lock makes two owners who leave at once take turns,
-- and each query inside sees what the other has committed.
CREATE FUNCTION people.keep_an_owner() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM 1 FROM people.organisation WHERE id = OLD.organisation_id FOR UPDATE;
  IF NOT EXISTS (SELECT 1 FROM people.membership WHERE organisation_id = OLD.organisation_id AND 'owner' = ANY (roles)) THEN
    RAISE EXCEPTION 'organisation % would be without an owner', OLD.organisation_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'membership_keeps_an_owner';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_an_owner AFTER UPDATE OR DELETE ON people.membership
  FOR EACH ROW WHEN ('owner' = ANY (OLD.roles)) EXECUTE FUNCTION people.keep_an_owner();

CREATE TABLE people.application (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  applicant_id uuid NOT NULL REFERENCES people.person,
  kind text NOT NULL,
  name_zh text NOT NULL,
  name_en text,
  village_code text NOT NULL,
  contact_name text NOT NULL,
  contact_phone text NOT NULL,
  note text NOT NULL,
  -- The language the decision is told in.
  lang text NOT NULL CHECK (lang IN ('zh', 'en')),
  state text NOT NULL DEFAULT 'submitted' CHECK (state IN ('submitted', 'approved', 'refused')),
  submitted_at timestamptz NOT NULL,
  decided_at timestamptz,
  decided_by uuid REFERENCES people.person,
  reasons text,
  organisation_id uuid UNIQUE REFERENCES people.organisation,
  CHECK ((state = 'submitted') = (decided_at IS NULL)),
  CHECK ((state = 'approved') = (organisation_id IS NOT NULL)),
  CHECK ((state = 'refused') = (reasons IS NOT NULL))
);
CREATE INDEX application_state ON people.application (state, id);
CREATE INDEX application_applicant ON people.application (applicant_id, id);

CREATE TABLE people.invitation (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  roles text[] NOT NULL CHECK (cardinality(roles) > 0 AND roles <@ ARRAY['owner', 'seller', 'packer', 'bookkeeper']),
  channel text NOT NULL CHECK (channel IN ('email', 'phone', 'link')),
  recipient text,
  lang text NOT NULL CHECK (lang IN ('zh', 'en')),
  token_hash bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
  invited_by uuid NOT NULL REFERENCES people.person,
  invited_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL CHECK (expires_at > invited_at),
  accepted_at timestamptz,
  accepted_by uuid REFERENCES people.person,
  revoked_at timestamptz,
  CHECK ((channel = 'link') = (recipient IS NULL)),
  CHECK ((accepted_at IS NULL) = (accepted_by IS NULL)),
  CHECK (accepted_at IS NULL OR revoked_at IS NULL)
);
CREATE INDEX invitation_organisation ON people.invitation (organisation_id, id);
CREATE INDEX invitation_expiry ON people.invitation (expires_at);

INSERT INTO kernel.migration (schema, name, checksum) VALUES ('people', '0001-people', '9b7cf7c7852fe4c04ee0b3a07c8acbf4765e9faaa707e9c9cfc15e0a1ba2dbe0');
CREATE SCHEMA IF NOT EXISTS "farm";
CREATE TABLE farm.grower (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organisation_id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  village_code text NOT NULL CHECK (village_code ~ '^[0-9]{12}$'),
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (organisation_id, village_code, name)
);

CREATE TABLE farm.plot (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  grower_id uuid NOT NULL REFERENCES farm.grower,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  UNIQUE (grower_id, name)
);

-- What a grower brought in. Its weight is scarce: packing may not use more than arrived.
CREATE TABLE farm.harvest (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organisation_id uuid NOT NULL,
  grower_id uuid NOT NULL REFERENCES farm.grower,
  plot_id uuid NOT NULL REFERENCES farm.plot,
  product text NOT NULL CHECK (length(product) BETWEEN 1 AND 120),
  weight_grams bigint NOT NULL CHECK (weight_grams BETWEEN 1 AND 1000000000),
  packed_grams bigint NOT NULL DEFAULT 0,
  harvested_on date NOT NULL,
  received_at timestamptz NOT NULL,
  CONSTRAINT packed_within_weight CHECK (packed_grams BETWEEN 0 AND weight_grams)
);
CREATE INDEX harvest_organisation ON farm.harvest (organisation_id, received_at DESC);

INSERT INTO kernel.migration (schema, name, checksum) VALUES ('farm', '0001-farm', '49100dd234a6dc7918848d4ee4b693ad6c99752b82c51a10538735ad9e592cbc');
CREATE SCHEMA IF NOT EXISTS "stock";
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

INSERT INTO kernel.migration (schema, name, checksum) VALUES ('stock', '0001-stock', 'dfd1d4b714e2866132d34a31b3119a9ef96536771526943877868067ac5db49a');
CREATE SCHEMA IF NOT EXISTS "delivery";
-- How a seller charges freight: rules by province and weight, tried in order.
CREATE TABLE delivery.freight_template (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organisation_id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
  rules jsonb NOT NULL CHECK (jsonb_typeof(rules) = 'array' AND jsonb_array_length(rules) BETWEEN 1 AND 40),
  UNIQUE (organisation_id, name)
);

CREATE TABLE delivery.parcel (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  order_id uuid NOT NULL UNIQUE,
  organisation_id uuid NOT NULL,
  carrier text NOT NULL,
  tracking_number text NOT NULL CHECK (length(tracking_number) BETWEEN 4 AND 40),
  handed_over_at timestamptz NOT NULL,
  UNIQUE (carrier, tracking_number)
);

INSERT INTO kernel.migration (schema, name, checksum) VALUES ('delivery', '0001-delivery', '69e177df6a4bf0e7262285a4dba25f0f009af2486e3caf296274197a7ef83573');
CREATE SCHEMA IF NOT EXISTS "market";
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

INSERT INTO kernel.migration (schema, name, checksum) VALUES ('market', '0001-market', '20e04007001aacdcd1c6a014f01a27476d335aea9fe39d165a143ac97a45f3b0');
CREATE SCHEMA IF NOT EXISTS "payment";
-- What a buyer is asked to pay: one payment for all orders of a checkout.
CREATE TABLE payment.payment (
  id uuid PRIMARY KEY,
  buyer_id uuid NOT NULL,
  gateway text NOT NULL,
  total_fen bigint NOT NULL CHECK (total_fen > 0),
  state text NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'paid', 'closed')),
  gateway_ref text,
  asked_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  paid_at timestamptz,
  CHECK ((state = 'paid') = (paid_at IS NOT NULL))
) WITH (fillfactor = 80);
CREATE INDEX payment_asked ON payment.payment (expires_at) WHERE state = 'asked';

-- Each seller's share, frozen at the gateway until released or refunded.
CREATE TABLE payment.share (
  order_id uuid PRIMARY KEY,
  payment_id uuid NOT NULL REFERENCES payment.payment,
  organisation_id uuid NOT NULL,
  seller_account text NOT NULL,
  subject text NOT NULL,
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  -- The gateway's number of this share, once it reported the share paid.
  share_ref text
) WITH (fillfactor = 80);
CREATE INDEX share_payment ON payment.share (payment_id);

-- What the gateway is told to do with frozen money. Its id is the gateway's idempotency key.
CREATE TABLE payment.instruction (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('release', 'refund', 'payout')),
  payment_id uuid,
  order_id uuid,
  organisation_id uuid NOT NULL,
  seller_account text NOT NULL,
  gateway text NOT NULL,
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  commission_fen bigint NOT NULL DEFAULT 0 CHECK (commission_fen >= 0),
  reason text NOT NULL DEFAULT '',
  state text NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'pending', 'done', 'refused')),
  answer text NOT NULL DEFAULT '',
  asked_at timestamptz NOT NULL,
  ended_at timestamptz,
  CHECK ((state IN ('done', 'refused')) = (ended_at IS NOT NULL)),
  CHECK (kind = 'payout' OR (payment_id IS NOT NULL AND order_id IS NOT NULL))
);
CREATE INDEX instruction_open ON payment.instruction (asked_at) WHERE state IN ('asked', 'pending');
CREATE INDEX instruction_order ON payment.instruction (order_id);

-- Messages accepted from gateways; the key makes a replayed one visible.
CREATE TABLE payment.notice (
  gateway text NOT NULL,
  notice_id text NOT NULL,
  kind text NOT NULL,
  our_id text NOT NULL,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (gateway, notice_id)
);
SELECT kernel.append_only('payment.notice');

CREATE TABLE payment.bill_line (
  gateway text NOT NULL,
  bill_date date NOT NULL,
  position int NOT NULL,
  kind text NOT NULL,
  our_id text NOT NULL,
  gateway_ref text NOT NULL,
  seller_account text NOT NULL,
  amount_fen bigint NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (gateway, bill_date, position)
);
SELECT kernel.append_only('payment.bill_line');

INSERT INTO kernel.migration (schema, name, checksum) VALUES ('payment', '0001-payment', '09151b3c44f5c1b8c4fcd739e4e8e76093554d781e7e8fcfa39fe2bb08b944f1');
CREATE SCHEMA IF NOT EXISTS "sandbox";
-- The bank outside the county, for development, demonstrations and tests. No other module reads these tables.

-- A payment that was made, or closed before anyone made it. What was only asked for lives in the signed link.
CREATE TABLE sandbox.trade (
  id uuid PRIMARY KEY,
  total_fen bigint NOT NULL CHECK (total_fen > 0),
  state text NOT NULL CHECK (state IN ('paid', 'closed')),
  at timestamptz NOT NULL,
  notify_url text NOT NULL
);
CREATE INDEX trade_paid ON sandbox.trade (at) WHERE state = 'paid';

-- A seller's share. Each fen of it is in exactly one place.
CREATE TABLE sandbox.share (
  id uuid PRIMARY KEY,
  trade_id uuid NOT NULL REFERENCES sandbox.trade,
  seller_account text NOT NULL,
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  frozen_fen bigint NOT NULL CHECK (frozen_fen >= 0),
  released_fen bigint NOT NULL DEFAULT 0 CHECK (released_fen >= 0),
  commission_fen bigint NOT NULL DEFAULT 0 CHECK (commission_fen >= 0),
  refunded_fen bigint NOT NULL DEFAULT 0 CHECK (refunded_fen >= 0),
  release_id uuid UNIQUE,
  CONSTRAINT no_fen_lost CHECK (frozen_fen + released_fen + commission_fen + refunded_fen = amount_fen),
  CONSTRAINT released_whole CHECK (release_id IS NULL OR frozen_fen = 0)
) WITH (fillfactor = 80);
CREATE INDEX share_trade ON sandbox.share (trade_id);

-- What a seller may have paid out.
CREATE TABLE sandbox.account (
  seller_account text PRIMARY KEY,
  balance_fen bigint NOT NULL CONSTRAINT not_overdrawn CHECK (balance_fen >= 0)
);

-- Releases, refunds and payouts under the id they came with. Commission is split off by a release, given back by a refund.
CREATE TABLE sandbox.instruction (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('release', 'refund', 'payout')),
  share_id uuid REFERENCES sandbox.share CHECK ((kind = 'payout') = (share_id IS NULL)),
  seller_account text NOT NULL,
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  commission_fen bigint NOT NULL DEFAULT 0 CHECK (commission_fen BETWEEN 0 AND amount_fen),
  notify_url text,
  -- The money has moved; until this moment the bank answers "pending".
  ready_at timestamptz NOT NULL,
  at timestamptz
);
CREATE INDEX instruction_done ON sandbox.instruction (at) WHERE at IS NOT NULL;
CREATE INDEX instruction_pending ON sandbox.instruction (ready_at) WHERE at IS NULL;

-- Messages to the platform; `next_at` is when to send again, null once acknowledged or given up.
CREATE TABLE sandbox.notice (
  id uuid PRIMARY KEY,
  notify_url text NOT NULL,
  kind text NOT NULL,
  our_id uuid NOT NULL,
  body text NOT NULL,
  attempts int NOT NULL CHECK (attempts >= 0),
  next_at timestamptz,
  acknowledged_at timestamptz
) WITH (fillfactor = 80);
CREATE INDEX notice_due ON sandbox.notice (next_at) WHERE next_at IS NOT NULL;

CREATE VIEW sandbox.bill AS
SELECT t.at, 'payment' AS kind, s.id AS our_id, s.seller_account, s.amount_fen
FROM sandbox.share s JOIN sandbox.trade t ON t.id = s.trade_id WHERE t.state = 'paid'
UNION ALL
SELECT at, kind, id, seller_account, CASE kind WHEN 'release' THEN amount_fen - commission_fen ELSE amount_fen END
FROM sandbox.instruction WHERE at IS NOT NULL AND (kind <> 'release' OR amount_fen > commission_fen)
UNION ALL
SELECT at, 'commission', id, seller_account, commission_fen
FROM sandbox.instruction WHERE at IS NOT NULL AND kind = 'release' AND commission_fen > 0;

INSERT INTO kernel.migration (schema, name, checksum) VALUES ('sandbox', '0001-sandbox', '2bc1dc76957399c3cbb1e632584ab3b6c78d79c9bfa3546eab42eff4aeadbbf0');
CREATE SCHEMA IF NOT EXISTS "ledger";
-- A movement of money from one account to another. Debit and credit stand in one row,
-- so no half of it can exist: the books balance at every commit by construction.
CREATE TABLE ledger.transfer (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  at timestamptz NOT NULL,
  kind text NOT NULL CHECK (kind IN ('paid', 'released', 'commission', 'refunded', 'paid_out', 'reversed')),
  debit text NOT NULL,
  credit text NOT NULL CHECK (credit <> debit),
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  organisation_id uuid,
  order_id uuid,
  -- What caused it; the same cause is never booked twice.
  reference uuid NOT NULL,
  UNIQUE (reference, kind)
);
CREATE INDEX transfer_organisation ON ledger.transfer (organisation_id, at);
CREATE INDEX transfer_order ON ledger.transfer (order_id);
SELECT kernel.append_only('ledger.transfer');

-- What one order's money may still do. A fen leaves the frozen sum once.
CREATE TABLE ledger.frozen (
  order_id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL,
  payment_id uuid NOT NULL,
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  commission_rate numeric(6, 5) NOT NULL CHECK (commission_rate BETWEEN 0 AND 1),
  released_fen bigint NOT NULL DEFAULT 0 CHECK (released_fen >= 0),
  commission_fen bigint NOT NULL DEFAULT 0 CHECK (commission_fen >= 0),
  refunded_fen bigint NOT NULL DEFAULT 0 CHECK (refunded_fen >= 0),
  CONSTRAINT within_frozen CHECK (released_fen + commission_fen + refunded_fen <= amount_fen)
);
CREATE INDEX frozen_organisation ON ledger.frozen (organisation_id);

CREATE VIEW ledger.posting AS
SELECT id, at, kind, debit AS account, amount_fen AS amount_fen, organisation_id, order_id, reference FROM ledger.transfer
UNION ALL
SELECT id, at, kind, credit, -amount_fen, organisation_id, order_id, reference FROM ledger.transfer;

CREATE VIEW ledger.trial_balance AS
SELECT account, sum(amount_fen)::bigint AS balance_fen, count(*) AS postings FROM ledger.posting GROUP BY account;

INSERT INTO kernel.migration (schema, name, checksum) VALUES ('ledger', '0001-ledger', 'cbf031b0399dff8ef85f242b55deda7433e22deeb121078e606e5b728b5fab0d');
CREATE SCHEMA IF NOT EXISTS "trace";
-- What happened to a lot, as facts that cannot be changed afterwards.
CREATE TABLE trace.step (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  gtin text NOT NULL,
  lot_code text NOT NULL,
  organisation_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('harvested', 'packed', 'listed', 'shipped', 'withdrawn')),
  at timestamptz NOT NULL,
  data jsonb NOT NULL
);
CREATE INDEX step_lot ON trace.step (gtin, lot_code, at);
SELECT kernel.append_only('trace.step');

INSERT INTO kernel.migration (schema, name, checksum) VALUES ('trace', '0001-trace', 'e08a5cbee26f9e3a1f1c1c4485291c864110386db6826664c39cf29298db2b19');
CREATE SCHEMA IF NOT EXISTS "insight";
-- What was sold on a civil day of the county, added up along one dimension at a time. An order is paid on one day,
-- so orders add up over days; they do not add up over the keys of a dimension, as an order may hold several.
CREATE TABLE insight.daily_sale (
  dimension text NOT NULL CHECK (dimension IN ('county', 'village', 'province', 'category', 'seller', 'listing')),
  day date NOT NULL,
  -- The code or id in its dimension; empty for the county as a whole.
  key text NOT NULL CHECK ((key = '') = (dimension = 'county')),
  orders bigint NOT NULL CHECK (orders > 0),
  units bigint NOT NULL CHECK (units >= orders),
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  weight_grams bigint NOT NULL CHECK (weight_grams > 0),
  PRIMARY KEY (dimension, day, key)
) WITH (fillfactor = 80);

-- How a listing was called when it last sold, and whose it is.
CREATE TABLE insight.listing (
  listing_id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL,
  village_code text NOT NULL,
  category text NOT NULL,
  title_zh text NOT NULL,
  title_en text NOT NULL
);

-- One row once sales have been counted: all that was paid before `counted_at` is in the figures.
CREATE TABLE insight.counted (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  counted_at timestamptz NOT NULL
);

INSERT INTO kernel.migration (schema, name, checksum) VALUES ('insight', '0001-insight', 'c5e69a1e06ff6fc02997cf15068289c8888ff53fbf270832fe50e54d78b45806');
INSERT INTO people.organisation (id, kind, name_zh, village_code, contact_name, contact_phone, seller_account, founded_at) VALUES ('01980000-0000-7000-8000-000000000001', 'cooperative', '示范合作社', '331123001001', '示范', '+8613800000000', 'first-seller', '2026-03-01T02:00:00Z');
INSERT INTO farm.grower (id, organisation_id, name, village_code, created_at) VALUES ('01980000-0000-7000-8000-000000000101', '01980000-0000-7000-8000-000000000001', '示范户甲', '331123001001', '2026-03-01T02:00:00Z');
INSERT INTO farm.plot (id, grower_id, name) VALUES ('01980000-0000-7000-8000-000000000102', '01980000-0000-7000-8000-000000000101', '一号地');
INSERT INTO farm.harvest (id, organisation_id, grower_id, plot_id, product, weight_grams, packed_grams, harvested_on, received_at) VALUES ('01980000-0000-7000-8000-000000000103', '01980000-0000-7000-8000-000000000001', '01980000-0000-7000-8000-000000000101', '01980000-0000-7000-8000-000000000102', '春茶', 100000, 25000, '2026-03-20', '2026-03-21T02:00:00Z');
INSERT INTO stock.item (id, organisation_id, gtin, name, net_grams, storage, shelf_life_days) VALUES ('01980000-0000-7000-8000-000000000104', '01980000-0000-7000-8000-000000000001', '9520000000011', '春茶', 250, 'ambient', 720);
INSERT INTO stock.lot (id, item_id, organisation_id, code, harvest_id, packed_on, expires_on, packed_units, available_units, held_units, sold_units) VALUES ('01980000-0000-7000-8000-000000000105', '01980000-0000-7000-8000-000000000104', '01980000-0000-7000-8000-000000000001', 'FIRST1', '01980000-0000-7000-8000-000000000103', '2026-03-22', '2028-03-11', 100, 96, 1, 3);
INSERT INTO delivery.freight_template (id, organisation_id, name, rules) VALUES ('01980000-0000-7000-8000-000000000106', '01980000-0000-7000-8000-000000000001', '标准', '[{"provinces":[],"firstGrams":1000,"firstFen":800,"stepGrams":1000,"stepFen":300}]');
INSERT INTO market.listing (id, organisation_id, item_id, gtin, title_zh, title_en, description_zh, description_en, category, village_code, price_fen, net_grams, storage, shelf_life_days, freight_template_id, season_months, opened_at, search, similarity) VALUES ('01980000-0000-7000-8000-000000000107', '01980000-0000-7000-8000-000000000001', '01980000-0000-7000-8000-000000000104', '9520000000011', '高山春茶', 'Mountain spring tea', '', '', 'tea', '331123001001', 12800, 250, 'ambient', 720, '01980000-0000-7000-8000-000000000106', 28, '2026-03-22T02:00:00Z', '''z:春茶'':1A ''w:tea'':2A', 'gaoshanchuncha mountain spring tea');
INSERT INTO payment.payment (id, buyer_id, gateway, total_fen, state, gateway_ref, asked_at, expires_at, paid_at) VALUES ('01980000-0000-7000-8000-000000000108', '01980000-0000-8000-8000-000000000003', 'sandbox', 39200, 'paid', 'first', '2026-04-01T02:00:00Z', '2026-04-01T02:15:00Z', '2026-04-01T02:05:00Z');
INSERT INTO payment.payment (id, buyer_id, gateway, total_fen, state, asked_at, expires_at) VALUES ('01980000-0000-7000-8000-000000000109', '01980000-0000-8000-8000-000000000003', 'sandbox', 13600, 'asked', '2026-04-02T02:00:00Z', '2026-04-02T02:15:00Z');
INSERT INTO payment.share (order_id, payment_id, organisation_id, seller_account, subject, amount_fen, share_ref) VALUES ('01980000-0000-7000-8000-000000000110', '01980000-0000-7000-8000-000000000108', '01980000-0000-7000-8000-000000000001', 'first-seller', '示范合作社', 39200, 'first-share');
INSERT INTO payment.share (order_id, payment_id, organisation_id, seller_account, subject, amount_fen) VALUES ('01980000-0000-7000-8000-000000000111', '01980000-0000-7000-8000-000000000109', '01980000-0000-7000-8000-000000000001', 'first-seller', '示范合作社', 13600);
INSERT INTO market."order" (id, code, payment_id, buyer_id, organisation_id, state, goods_fen, freight_fen, recipient, province_code, placed_at, pay_by, paid_at, shipped_at, received_at, due_at) VALUES ('01980000-0000-7000-8000-000000000110', '260401-FIRST001', '01980000-0000-7000-8000-000000000108', '01980000-0000-8000-8000-000000000003', '01980000-0000-7000-8000-000000000001', 'received', 38400, 800, '{"name":"示范收件人","phone":"13800000000","provinceCode":"31","cityCode":"3101","countyCode":"310101","detail":"示范路 1 号"}', '31', '2026-04-01T02:00:00Z', '2026-04-01T02:15:00Z', '2026-04-01T02:05:00Z', '2026-04-02T02:00:00Z', '2026-04-05T02:00:00Z', '2026-04-13T02:00:00Z');
INSERT INTO market."order" (id, code, payment_id, buyer_id, organisation_id, state, goods_fen, freight_fen, recipient, province_code, placed_at, pay_by) VALUES ('01980000-0000-7000-8000-000000000111', '260402-FIRST002', '01980000-0000-7000-8000-000000000109', '01980000-0000-8000-8000-000000000003', '01980000-0000-7000-8000-000000000001', 'awaiting_payment', 12800, 800, '{"name":"示范收件人","phone":"13800000000","provinceCode":"31","cityCode":"3101","countyCode":"310101","detail":"示范路 1 号"}', '31', '2026-04-02T02:00:00Z', '2026-04-02T02:15:00Z');
INSERT INTO market.order_line (order_id, line, listing_id, item_id, gtin, title_zh, title_en, category, village_code, net_grams, storage, units, price_fen) VALUES ('01980000-0000-7000-8000-000000000110', 0, '01980000-0000-7000-8000-000000000107', '01980000-0000-7000-8000-000000000104', '9520000000011', '高山春茶', 'Mountain spring tea', 'tea', '331123001001', 250, 'ambient', 3, 12800);
INSERT INTO market.order_line (order_id, line, listing_id, item_id, gtin, title_zh, title_en, category, village_code, net_grams, storage, units, price_fen) VALUES ('01980000-0000-7000-8000-000000000111', 0, '01980000-0000-7000-8000-000000000107', '01980000-0000-7000-8000-000000000104', '9520000000011', '高山春茶', 'Mountain spring tea', 'tea', '331123001001', 250, 'ambient', 1, 12800);
INSERT INTO market.order_line_lot (order_id, line, lot_id, lot_code, units) VALUES ('01980000-0000-7000-8000-000000000110', 0, '01980000-0000-7000-8000-000000000105', 'FIRST1', 3);
INSERT INTO market.order_line_lot (order_id, line, lot_id, lot_code, units) VALUES ('01980000-0000-7000-8000-000000000111', 0, '01980000-0000-7000-8000-000000000105', 'FIRST1', 1);
INSERT INTO stock.hold (order_id, lot_id, units, state, expires_at) VALUES ('01980000-0000-7000-8000-000000000110', '01980000-0000-7000-8000-000000000105', 3, 'sold', '2026-04-01T02:15:00Z');
INSERT INTO stock.hold (order_id, lot_id, units, state, expires_at) VALUES ('01980000-0000-7000-8000-000000000111', '01980000-0000-7000-8000-000000000105', 1, 'held', '2026-04-02T02:15:00Z');
INSERT INTO ledger.frozen (order_id, organisation_id, payment_id, amount_fen, commission_rate) VALUES ('01980000-0000-7000-8000-000000000110', '01980000-0000-7000-8000-000000000001', '01980000-0000-7000-8000-000000000108', 39200, '0.03');
INSERT INTO ledger.transfer (id, at, kind, debit, credit, amount_fen, organisation_id, order_id, reference) VALUES ('01980000-0000-7000-8000-000000000112', '2026-04-01T02:05:00Z', 'paid', 'gateway', 'frozen/01980000-0000-7000-8000-000000000001', 39200, '01980000-0000-7000-8000-000000000001', '01980000-0000-7000-8000-000000000110', '01980000-0000-7000-8000-000000000110');
INSERT INTO trace.step (id, gtin, lot_code, organisation_id, kind, at, data) VALUES ('01980000-0000-7000-8000-000000000113', '9520000000011', 'FIRST1', '01980000-0000-7000-8000-000000000001', 'harvested', '2026-03-20T00:00:00Z', '{"grower":"示范户甲","villageCode":"331123001001","plot":"一号地","product":"春茶","weightGrams":100000,"harvestedOn":"2026-03-20"}');
INSERT INTO kernel.audit (id, at, operation, actor_kind, actor_id, detail) VALUES ('01980000-0000-7000-8000-000000000114', '2026-04-01T02:00:00Z', 'market.checkout', 'person', '01980000-0000-7000-8000-000000000002', '{}');
