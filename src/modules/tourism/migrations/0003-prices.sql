-- When a site lets people in.
ALTER TABLE tourism.site
  ADD COLUMN opens_minute smallint NOT NULL DEFAULT 480 CHECK (opens_minute BETWEEN 0 AND 1439),
  ADD COLUMN closes_minute smallint NOT NULL DEFAULT 1020 CHECK (closes_minute BETWEEN 1 AND 1440),
  ADD CONSTRAINT opens_before_closing CHECK (opens_minute < closes_minute);

-- What is given back to a guest who cancels: [{hoursBefore, percent}]; the tier with the most hours that still fits holds, none gives nothing.
ALTER TABLE tourism.product ADD COLUMN policy jsonb NOT NULL DEFAULT '[{"hoursBefore": 24, "percent": 100}]';
ALTER TABLE tourism.house ADD COLUMN policy jsonb NOT NULL DEFAULT '[{"hoursBefore": 48, "percent": 100}, {"hoursBefore": 24, "percent": 50}]';

-- How a day counts where the published calendar of holidays says otherwise, or nothing yet.
CREATE TABLE tourism.county_day (
  day date PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('workday', 'weekend', 'holiday')),
  name_zh text NOT NULL DEFAULT '',
  name_en text NOT NULL DEFAULT ''
);

-- Prices and rules of days: for a room type, or for one kind of ticket of an option. What was stated last holds.
CREATE TABLE tourism.day_rule (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  owner_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  unit text CHECK (unit IN ('adult', 'child', 'senior', 'student', 'group')),
  from_day date NOT NULL,
  until_day date NOT NULL CHECK (until_day >= from_day),
  -- Which days of them; empty for all.
  kinds text[] NOT NULL DEFAULT '{}' CHECK (kinds <@ ARRAY['workday', 'weekend', 'holiday']),
  price_fen bigint CHECK (price_fen BETWEEN 0 AND 10000000000),
  nights_min int CHECK (nights_min BETWEEN 1 AND 60),
  no_arrival boolean NOT NULL DEFAULT false,
  no_departure boolean NOT NULL DEFAULT false,
  dropped_at timestamptz,
  CONSTRAINT says_something CHECK (price_fen IS NOT NULL OR nights_min IS NOT NULL OR no_arrival OR no_departure)
);
CREATE INDEX day_rule_owner ON tourism.day_rule (owner_id, until_day) WHERE dropped_at IS NULL;

-- Ways to book the same room: with breakfast, for members, for long stays.
CREATE TABLE tourism.rate_plan (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  room_type_id uuid NOT NULL REFERENCES tourism.room_type,
  kind text NOT NULL CHECK (kind IN ('standard', 'breakfast', 'member', 'long_stay')),
  name_zh text NOT NULL,
  name_en text NOT NULL,
  -- Of the night's price, and what every guest adds each night.
  percent int NOT NULL DEFAULT 100 CHECK (percent BETWEEN 1 AND 300),
  guest_night_fen bigint NOT NULL DEFAULT 0 CHECK (guest_night_fen BETWEEN 0 AND 10000000000),
  nights_min int NOT NULL DEFAULT 1 CHECK (nights_min BETWEEN 1 AND 60),
  -- At least so many days ahead; at most so many minutes before the day of arrival ends.
  lead_days_min int NOT NULL DEFAULT 0 CHECK (lead_days_min BETWEEN 0 AND 365),
  is_open boolean NOT NULL DEFAULT true,
  UNIQUE (room_type_id, kind)
);
