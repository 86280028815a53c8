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
