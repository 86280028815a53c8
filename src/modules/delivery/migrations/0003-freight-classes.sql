-- Bulky goods are charged by volume where the seller states a divisor (cubic centimetres for a kilogram); goods that join
-- another template's parcel pay its first weight no second time.
ALTER TABLE delivery.freight_template
  ADD COLUMN volumetric_divisor int CHECK (volumetric_divisor BETWEEN 1000 AND 20000),
  ADD COLUMN joins boolean NOT NULL DEFAULT false;

-- Chilled and frozen goods go by rules that say so; the template every seller starts with for them does.
UPDATE delivery.freight_template SET rules = (
  SELECT jsonb_agg(CASE WHEN r.rule->>'refused' = 'true' THEN r.rule ELSE r.rule || '{"cold": true}' END ORDER BY r.position)
  FROM jsonb_array_elements(rules) WITH ORDINALITY AS r(rule, position))
WHERE is_default AND name = '生鲜';

-- How much room one unit of a listing takes when packed.
CREATE TABLE delivery.packed_size (
  listing_id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL,
  length_cm int NOT NULL CHECK (length_cm BETWEEN 1 AND 300),
  width_cm int NOT NULL CHECK (width_cm BETWEEN 1 AND 300),
  height_cm int NOT NULL CHECK (height_cm BETWEEN 1 AND 300)
);
CREATE INDEX packed_size_organisation ON delivery.packed_size (organisation_id);
