-- How many visitors the county takes on a day; one row.
CREATE TABLE tourism.county_limit (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  day_limit int NOT NULL CHECK (day_limit BETWEEN 0 AND 1000000)
);
INSERT INTO tourism.county_limit (day_limit) VALUES (1000000);

-- Where visitors go: a scenic spot, a village, a workshop.
CREATE TABLE tourism.site (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organisation_id uuid NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  about_zh text NOT NULL DEFAULT '',
  about_en text NOT NULL DEFAULT '',
  village_code text NOT NULL CHECK (village_code ~ '^[0-9]{12}$'),
  latitude numeric(8, 5) CHECK (latitude BETWEEN -90 AND 90),
  longitude numeric(8, 5) CHECK (longitude BETWEEN -180 AND 180),
  -- Visitors a day the site takes.
  day_limit int NOT NULL CHECK (day_limit BETWEEN 0 AND 1000000),
  is_open boolean NOT NULL DEFAULT true,
  CHECK ((latitude IS NULL) = (longitude IS NULL))
);
CREATE INDEX site_organisation ON tourism.site (organisation_id);

-- What has places: a gate, a boat, a workshop's table. Several options may draw on one.
CREATE TABLE tourism.resource (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organisation_id uuid NOT NULL,
  site_id uuid NOT NULL REFERENCES tourism.site,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  -- Counted by the time a slot begins, or by the day.
  is_timed boolean NOT NULL
);
CREATE INDEX resource_site ON tourism.resource (site_id);

CREATE TABLE tourism.product (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organisation_id uuid NOT NULL,
  site_id uuid NOT NULL REFERENCES tourism.site,
  kind text NOT NULL CHECK (kind IN ('ticket', 'experience')),
  name_zh text NOT NULL,
  name_en text NOT NULL,
  about_zh text NOT NULL DEFAULT '',
  about_en text NOT NULL DEFAULT '',
  is_open boolean NOT NULL DEFAULT true
);
CREATE INDEX product_organisation ON tourism.product (organisation_id);
CREATE INDEX product_site ON tourism.product (site_id);

-- A way to take a product: the morning tour, the day pass with the boat.
CREATE TABLE tourism.option (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  product_id uuid NOT NULL REFERENCES tourism.product,
  resource_id uuid NOT NULL REFERENCES tourism.resource,
  -- In the product's order; null once it is offered no more.
  position int CHECK (position >= 0),
  name_zh text NOT NULL,
  name_en text NOT NULL,
  duration_minutes int NOT NULL CHECK (duration_minutes BETWEEN 1 AND 1440),
  -- No booking later than so many minutes before it begins; a day begins at midnight.
  cutoff_minutes int NOT NULL DEFAULT 0 CHECK (cutoff_minutes BETWEEN -1440 AND 43200),
  party_min int NOT NULL DEFAULT 1 CHECK (party_min >= 1),
  party_max int NOT NULL DEFAULT 50 CHECK (party_max <= 1000),
  is_open boolean NOT NULL DEFAULT true,
  CHECK (party_min <= party_max),
  UNIQUE (product_id, position) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX option_resource ON tourism.option (resource_id);

-- Who a ticket is for, and what it costs.
CREATE TABLE tourism.unit (
  option_id uuid NOT NULL REFERENCES tourism.option,
  type text NOT NULL CHECK (type IN ('adult', 'child', 'senior', 'student', 'group')),
  price_fen bigint NOT NULL CHECK (price_fen BETWEEN 0 AND 10000000000),
  -- How many places one takes: a group ticket takes as many as it lets in.
  places int NOT NULL DEFAULT 1 CHECK (places BETWEEN 1 AND 1000),
  age_min int CHECK (age_min BETWEEN 0 AND 120),
  age_max int CHECK (age_max BETWEEN 0 AND 120),
  needs_adult boolean NOT NULL DEFAULT false,
  CHECK (age_min IS NULL OR age_max IS NULL OR age_min <= age_max),
  PRIMARY KEY (option_id, type)
);

CREATE TABLE tourism.house (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organisation_id uuid NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  about_zh text NOT NULL DEFAULT '',
  about_en text NOT NULL DEFAULT '',
  village_code text NOT NULL CHECK (village_code ~ '^[0-9]{12}$'),
  latitude numeric(8, 5) CHECK (latitude BETWEEN -90 AND 90),
  longitude numeric(8, 5) CHECK (longitude BETWEEN -180 AND 180),
  check_in_minute smallint NOT NULL DEFAULT 840 CHECK (check_in_minute BETWEEN 0 AND 1439),
  check_out_minute smallint NOT NULL DEFAULT 720 CHECK (check_out_minute BETWEEN 0 AND 1439),
  is_open boolean NOT NULL DEFAULT true,
  CHECK ((latitude IS NULL) = (longitude IS NULL))
);
CREATE INDEX house_organisation ON tourism.house (organisation_id);

-- Rooms that are alike. A night of them is a counter.
CREATE TABLE tourism.room_type (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  house_id uuid NOT NULL REFERENCES tourism.house,
  organisation_id uuid NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  rooms int NOT NULL CHECK (rooms BETWEEN 1 AND 1000),
  -- Guests the price is for, and the most with extra beds.
  guests_included int NOT NULL CHECK (guests_included BETWEEN 1 AND 50),
  guests_max int NOT NULL CHECK (guests_max BETWEEN guests_included AND 50),
  price_fen bigint NOT NULL CHECK (price_fen BETWEEN 0 AND 10000000000),
  extra_guest_fen bigint NOT NULL DEFAULT 0 CHECK (extra_guest_fen BETWEEN 0 AND 10000000000),
  is_open boolean NOT NULL DEFAULT true
);
CREATE INDEX room_type_house ON tourism.room_type (house_id);
