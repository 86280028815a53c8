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
