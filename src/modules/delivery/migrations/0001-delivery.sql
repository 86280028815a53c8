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
