-- What a site, a product or a house asks of who comes.
CREATE TABLE tourism.entry_rule (
  owner_id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL,
  -- Every ticket, or every guest of a house, has a name and a document.
  needs_names boolean NOT NULL,
  -- One person has one ticket for the same time.
  one_each boolean NOT NULL,
  CONSTRAINT one_each_is_known_by_name CHECK (needs_names OR NOT one_each)
);

-- Who comes, by a document. Of its number stay a keyed hash and the last four signs; the number itself is sealed, and erased after the visit.
CREATE TABLE tourism.visitor (
  id uuid PRIMARY KEY,
  booking_id uuid NOT NULL REFERENCES tourism.booking,
  -- The ticket; null for guests of a house.
  unit_id uuid,
  position int NOT NULL CHECK (position >= 0),
  name text NOT NULL,
  document text NOT NULL CHECK (document IN ('identity_card', 'passport', 'hk_macao_permit', 'taiwan_permit', 'other')),
  number_hash bytea NOT NULL CHECK (length(number_hash) = 32),
  last_four text NOT NULL CHECK (length(last_four) <= 4),
  number_sealed bytea,
  -- In years on the day of the visit, where the number says it.
  age smallint CHECK (age BETWEEN 0 AND 150),
  -- The counter the ticket is for.
  owner_id uuid NOT NULL,
  day date NOT NULL,
  minute smallint NOT NULL,
  one_each boolean NOT NULL,
  entered_at timestamptz NOT NULL,
  erased_at timestamptz,
  CONSTRAINT sealed_until_erased CHECK ((number_sealed IS NULL) = (erased_at IS NOT NULL)),
  CONSTRAINT one_for_each_place UNIQUE (booking_id, position)
);
CREATE UNIQUE INDEX visitor_one_each ON tourism.visitor (owner_id, day, minute, number_hash) WHERE one_each;
CREATE INDEX visitor_sealed ON tourism.visitor (day) WHERE number_sealed IS NOT NULL;

-- People whose accounts are gone: what their bookings say of them goes once their last visit is over.
CREATE TABLE tourism.forgetting (
  person_id uuid PRIMARY KEY,
  asked_at timestamptz NOT NULL
);
