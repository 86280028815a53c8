-- What is stated before booking of a visit that the weather may stop: which weather, who decides, so long before it begins, and what a guest gets then.
ALTER TABLE tourism.product
  ADD weather jsonb,
  ADD CONSTRAINT weather_is_whole CHECK (weather IS NULL OR (
    weather ?& ARRAY['whenZh', 'whenEn'] AND weather ->> 'decider' IN ('sight', 'authority') AND weather ->> 'gives' IN ('refund', 'other_day')
    AND (weather ->> 'hoursBefore')::int BETWEEN 0 AND 240));

-- As agreed when it was booked.
ALTER TABLE tourism.booking ADD weather jsonb;

-- A slot or day that the weather stopped: once, and not to be opened again.
CREATE TABLE tourism.call_off (
  resource_id uuid NOT NULL REFERENCES tourism.resource,
  day date NOT NULL,
  minute smallint NOT NULL,
  organisation_id uuid NOT NULL,
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 120),
  decided_by uuid NOT NULL,
  decided_at timestamptz NOT NULL,
  -- Later than some of the guests had been told.
  is_late boolean NOT NULL,
  PRIMARY KEY (resource_id, day, minute)
);
CREATE INDEX call_off_organisation ON tourism.call_off (organisation_id, day);
SELECT kernel.append_only('tourism.call_off');

ALTER TABLE tourism.counter
  ADD called_off boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT called_off_stays_closed CHECK (is_closed OR NOT called_off);
