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
