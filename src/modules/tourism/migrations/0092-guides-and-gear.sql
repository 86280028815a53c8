-- Who leads visits, in which languages, and how many at once: one party, or people up to a number.
CREATE TABLE tourism.guide (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organisation_id uuid NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  languages text[] NOT NULL CHECK (cardinality(languages) BETWEEN 1 AND 8 AND languages <@ ARRAY['zh', 'en', 'ja', 'ko', 'de', 'fr', 'es', 'ru']),
  people_max int CHECK (people_max BETWEEN 1 AND 1000),
  is_open boolean NOT NULL DEFAULT true
);
CREATE INDEX guide_organisation ON tourism.guide (organisation_id);

-- What visitors are lent, of which there are so many pieces: rafts, bicycles, looms.
CREATE TABLE tourism.gear (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organisation_id uuid NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  pieces int NOT NULL CHECK (pieces BETWEEN 0 AND 10000)
);
CREATE INDEX gear_organisation ON tourism.gear (organisation_id);

ALTER TABLE tourism.option ADD is_guided boolean NOT NULL DEFAULT false;

-- What an option takes: a piece for so many people.
CREATE TABLE tourism.option_gear (
  option_id uuid NOT NULL REFERENCES tourism.option,
  gear_id uuid NOT NULL REFERENCES tourism.gear,
  people_each int NOT NULL CHECK (people_each BETWEEN 1 AND 1000),
  PRIMARY KEY (option_id, gear_id)
);
CREATE INDEX option_gear_gear ON tourism.option_gear (gear_id);

-- Which slots a guide leads. Nobody is in two places at a time.
CREATE TABLE tourism.duty (
  guide_id uuid NOT NULL REFERENCES tourism.guide,
  resource_id uuid NOT NULL REFERENCES tourism.resource,
  day date NOT NULL,
  minute smallint NOT NULL CHECK (minute BETWEEN 0 AND 1439),
  until_minute smallint NOT NULL CHECK (until_minute > minute AND until_minute <= minute + 1440),
  PRIMARY KEY (guide_id, day, minute),
  CONSTRAINT guide_in_one_place EXCLUDE USING gist (guide_id WITH =,
    tsrange(day + minute * interval '1 minute', day + until_minute * interval '1 minute') WITH &&)
);
CREATE INDEX duty_slot ON tourism.duty (resource_id, day, minute);

ALTER TABLE tourism.booking
  ADD guide_id uuid REFERENCES tourism.guide,
  ADD language text,
  ADD CONSTRAINT language_of_a_guide CHECK ((guide_id IS NULL) = (language IS NULL));

-- A guide is counted at each slot led; gear by the quarter hours it is out, whichever slots and days they belong to.
ALTER TABLE tourism.counter
  DROP CONSTRAINT counter_kind_check,
  ADD CONSTRAINT counter_kind_check CHECK (kind IN ('slot', 'day', 'night', 'site', 'county', 'guide', 'gear')),
  DROP CONSTRAINT minute_of_slots,
  ADD CONSTRAINT minute_of_slots CHECK ((kind IN ('slot', 'guide', 'gear')) = (minute >= 0)),
  ADD CONSTRAINT gear_by_quarter_hours CHECK (kind <> 'gear' OR minute % 15 = 0);

-- Gear has as many pieces in every quarter hour, so nobody opens those: they stand from the first booking on.
CREATE OR REPLACE FUNCTION tourism.lock_counters(owners uuid[], days date[], minutes smallint[]) RETURNS int[] LANGUAGE sql VOLATILE AS $$
  INSERT INTO tourism.counter (owner_id, day, minute, kind, capacity)
  SELECT k.owner_id, k.day, k.minute, 'gear', g.pieces
  FROM unnest(owners, days, minutes) AS k(owner_id, day, minute) JOIN tourism.gear g ON g.id = k.owner_id
  WHERE NOT EXISTS (SELECT FROM tourism.counter c WHERE (c.owner_id, c.day, c.minute) = (k.owner_id, k.day, k.minute))
  ORDER BY 1, 2, 3 FOR SHARE OF g ON CONFLICT DO NOTHING;
  WITH k AS MATERIALIZED (
    SELECT * FROM unnest(owners, days, minutes) WITH ORDINALITY AS k(owner_id, day, minute, n)
  ), l AS MATERIALIZED (
    SELECT c.owner_id, c.day, c.minute, CASE WHEN NOT c.is_closed THEN c.capacity - c.held - c.confirmed - c.redeemed - c.kept END AS free
    FROM tourism.counter c JOIN k USING (owner_id, day, minute) ORDER BY c.owner_id, c.day, c.minute FOR NO KEY UPDATE OF c
  )
  SELECT array_agg(l.free ORDER BY k.n) FROM k LEFT JOIN l USING (owner_id, day, minute)
$$;

-- How large a party the guides and the gear of an option leave room for at a time; null where it needs neither. An option by the day has gear from opening to closing.
CREATE FUNCTION tourism.served(option_asked uuid, on_day date, at_minute smallint) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT least(
    CASE WHEN o.is_guided THEN coalesce((
      SELECT max(CASE WHEN g.people_max IS NULL THEN 1000000 ELSE c.capacity - c.held - c.confirmed - c.redeemed END)
      FROM tourism.duty d JOIN tourism.guide g ON g.id = d.guide_id
        JOIN tourism.counter c ON (c.owner_id, c.day, c.minute) = (d.guide_id, d.day, d.minute)
      WHERE d.resource_id = o.resource_id AND d.day = on_day AND d.minute = at_minute AND d.until_minute >= at_minute + o.duration_minutes
        AND g.is_open AND NOT c.is_closed AND c.held + c.confirmed + c.redeemed < c.capacity), 0) END,
    (SELECT min(k.people_each * coalesce((
        SELECT min(c.capacity - c.held - c.confirmed - c.redeemed) FROM tourism.counter c
        WHERE c.owner_id = k.gear_id AND c.day BETWEEN on_day AND on_day + 1 AND c.minute + (c.day - on_day) * 1440 >= t.first_minute / 15 * 15
          AND c.minute + (c.day - on_day) * 1440 < t.last_minute), g.pieces))
      FROM tourism.option_gear k JOIN tourism.gear g ON g.id = k.gear_id WHERE k.option_id = o.id)
  )
  FROM tourism.option o JOIN tourism.product p ON p.id = o.product_id JOIN tourism.site s ON s.id = p.site_id,
    LATERAL (SELECT CASE WHEN at_minute < 0 THEN s.opens_minute ELSE at_minute END AS first_minute,
      CASE WHEN at_minute < 0 THEN s.closes_minute ELSE at_minute + o.duration_minutes END AS last_minute) t
  WHERE o.id = option_asked
$$;
CREATE INDEX booking_guide ON tourism.booking (guide_id, day) WHERE guide_id IS NOT NULL;
