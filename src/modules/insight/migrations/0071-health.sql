-- How a seller does, by figure, over the last ninety days; `sample` is how many things the figure is made of.
CREATE TABLE insight.health (
  organisation_id uuid NOT NULL,
  figure text NOT NULL CHECK (figure IN ('packing', 'answering', 'returns', 'stock_outs', 'rating', 'cancellations', 'disputes')),
  value double precision NOT NULL CHECK (value >= 0),
  sample bigint NOT NULL CHECK (sample > 0),
  PRIMARY KEY (organisation_id, figure),
  CONSTRAINT shares_are_shares CHECK (figure IN ('packing', 'answering') OR value <= CASE WHEN figure = 'rating' THEN 5 ELSE 1 END)
);

CREATE TABLE insight.health_counted (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  counted_at timestamptz NOT NULL
);
