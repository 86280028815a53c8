-- Who looked, for as long as a day must be counted: a keyed digest of the day, the address and the browser. Gone after two days.
-- `key` is a seller's id, or empty for the county as a whole.
CREATE TABLE insight.visitor (
  day date NOT NULL,
  key text NOT NULL,
  visitor bytea NOT NULL CHECK (octet_length(visitor) = 12),
  views int NOT NULL CHECK (views > 0),
  basket boolean NOT NULL,
  PRIMARY KEY (day, key, visitor)
) WITH (fillfactor = 80);

CREATE TABLE insight.daily_visit (
  day date NOT NULL,
  key text NOT NULL,
  visitors bigint NOT NULL CHECK (visitors > 0),
  views bigint NOT NULL CHECK (views >= visitors),
  baskets bigint NOT NULL CHECK (baskets BETWEEN 0 AND visitors),
  PRIMARY KEY (key, day)
) WITH (fillfactor = 80);

-- By the day on which orders were placed: who placed one, who paid one, and what the paid checkouts held.
CREATE TABLE insight.daily_purchase (
  day date NOT NULL,
  key text NOT NULL,
  placers bigint NOT NULL CHECK (placers > 0),
  payers bigint NOT NULL CHECK (payers BETWEEN 0 AND placers),
  baskets bigint NOT NULL CHECK (baskets >= payers),
  lines bigint NOT NULL CHECK (lines >= baskets),
  units bigint NOT NULL CHECK (units >= lines),
  goods_fen bigint NOT NULL CHECK (goods_fen >= 0),
  PRIMARY KEY (key, day)
) WITH (fillfactor = 80);

-- Paid checkouts by what their goods cost; `from_fen` is where the band begins.
CREATE TABLE insight.daily_band (
  day date NOT NULL,
  key text NOT NULL,
  from_fen bigint NOT NULL CHECK (from_fen >= 0),
  baskets bigint NOT NULL CHECK (baskets > 0),
  PRIMARY KEY (key, day, from_fen)
);

-- Buyers by the month of their first purchase, and what they bought in each month since.
CREATE TABLE insight.cohort (
  key text NOT NULL,
  first_month date NOT NULL,
  month date NOT NULL CHECK (month >= first_month),
  buyers bigint NOT NULL CHECK (buyers > 0),
  orders bigint NOT NULL CHECK (orders >= buyers),
  amount_fen bigint NOT NULL CHECK (amount_fen >= 0),
  PRIMARY KEY (key, first_month, month)
);

-- What was bought for the first time and what by those who came back, by kind of goods.
CREATE TABLE insight.repeat_category (
  key text NOT NULL,
  month date NOT NULL,
  category text NOT NULL,
  first_fen bigint NOT NULL CHECK (first_fen >= 0),
  again_fen bigint NOT NULL CHECK (again_fen >= 0),
  again_orders bigint NOT NULL CHECK (again_orders >= 0),
  PRIMARY KEY (key, month, category)
);

-- Cases by the day they were opened, with their cause, where the goods went and where they came from.
CREATE TABLE insight.daily_claim (
  day date NOT NULL,
  key text NOT NULL,
  cause text NOT NULL,
  province_code text NOT NULL,
  village_code text NOT NULL,
  cases bigint NOT NULL CHECK (cases > 0),
  refunded_fen bigint NOT NULL CHECK (refunded_fen >= 0),
  freight_fen bigint NOT NULL CHECK (freight_fen >= 0),
  PRIMARY KEY (key, day, cause, province_code, village_code)
);

-- A seller's own sales by day, along the dimensions the county has for all.
CREATE TABLE insight.daily_place (
  day date NOT NULL,
  key text NOT NULL,
  dimension text NOT NULL CHECK (dimension IN ('village', 'province')),
  place text NOT NULL,
  orders bigint NOT NULL CHECK (orders > 0),
  amount_fen bigint NOT NULL CHECK (amount_fen >= 0),
  PRIMARY KEY (key, day, dimension, place)
);

CREATE TABLE insight.analysed (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  counted_at timestamptz NOT NULL
);
