-- Where units stand: a seller's warehouses and village points. One of them is the main one, where packed goods arrive unless told otherwise.
CREATE TABLE stock.place (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organisation_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('warehouse', 'village_point')),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
  village_code text CHECK (village_code ~ '^[0-9]{12}$'),
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
  main boolean NOT NULL DEFAULT false,
  CONSTRAINT main_is_open CHECK (state = 'open' OR NOT main),
  UNIQUE (organisation_id, name)
);
CREATE UNIQUE INDEX place_main ON stock.place (organisation_id) WHERE main;

-- Found: counted beyond what was packed. Transit: between two places. Shipped: of the sold ones, those that left in a parcel.
ALTER TABLE stock.lot
  ADD COLUMN found_units int NOT NULL DEFAULT 0 CHECK (found_units >= 0),
  ADD COLUMN transit_units int NOT NULL DEFAULT 0 CHECK (transit_units >= 0),
  ADD COLUMN shipped_units int NOT NULL DEFAULT 0,
  -- How many stops stand against the lot; sold and shipped only while there is none.
  ADD COLUMN stops int NOT NULL DEFAULT 0 CHECK (stops >= 0),
  DROP CONSTRAINT every_unit_once,
  ADD CONSTRAINT every_unit_once CHECK (packed_units + found_units = available_units + held_units + sold_units + withdrawn_units + transit_units),
  ADD CONSTRAINT shipped_within_sold CHECK (shipped_units BETWEEN 0 AND sold_units);
CREATE INDEX lot_organisation ON stock.lot (organisation_id, id);

ALTER TABLE stock.hold DROP CONSTRAINT hold_state_check;
ALTER TABLE stock.hold ADD CONSTRAINT hold_state_check CHECK (state IN ('held', 'sold', 'shipped', 'released', 'expired'));

-- Units of a lot that stand at a place, promised ones included.
CREATE TABLE stock.lot_place (
  lot_id uuid NOT NULL REFERENCES stock.lot,
  place_id uuid NOT NULL REFERENCES stock.place,
  units int NOT NULL CHECK (units >= 0),
  PRIMARY KEY (lot_id, place_id)
) WITH (fillfactor = 80);
CREATE INDEX lot_place_place ON stock.lot_place (place_id) WHERE units > 0;

-- What one unit of a movement does to its lot's counters and to its place.
CREATE TABLE stock.movement_effect (
  kind text PRIMARY KEY,
  packed int NOT NULL, found int NOT NULL, available int NOT NULL, held int NOT NULL, sold int NOT NULL,
  withdrawn int NOT NULL, transit int NOT NULL, shipped int NOT NULL, place int NOT NULL,
  CONSTRAINT every_unit_once CHECK (packed + found = available + held + sold + withdrawn + transit),
  CONSTRAINT place_follows CHECK (place = available + held + sold - shipped)
);
INSERT INTO stock.movement_effect VALUES
  --                    packed found avail held sold withdr transit shipped place
  ('received',               1,    0,    1,   0,   0,     0,      0,      0,    1),
  ('found',                  0,    1,    1,   0,   0,     0,      0,      0,    1),
  ('missing',                0,    0,   -1,   0,   0,     1,      0,      0,   -1),
  ('written_off',            0,    0,   -1,   0,   0,     1,      0,      0,   -1),
  ('sent',                   0,    0,   -1,   0,   0,     0,      1,      0,   -1),
  ('arrived',                0,    0,    1,   0,   0,     0,     -1,      0,    1),
  ('lost_on_the_way',        0,    0,    0,   0,   0,     1,     -1,      0,    0),
  ('held',                   0,    0,   -1,   1,   0,     0,      0,      0,    0),
  ('confirmed',              0,    0,    0,  -1,   1,     0,      0,      0,    0),
  ('released',               0,    0,    1,  -1,   0,     0,      0,      0,    0),
  ('expired',                0,    0,    1,  -1,   0,     0,      0,      0,    0),
  ('given_back',             0,    0,    1,   0,  -1,     0,      0,      0,    0),
  ('not_there',              0,    0,    0,   0,  -1,     1,      0,      0,   -1),
  ('shipped',                0,    0,    0,   0,   0,     0,      0,      1,   -1),
  ('returned',               0,    0,    1,   0,  -1,     0,      0,     -1,    1),
  ('returned_spoiled',       0,    0,    0,   0,  -1,     1,      0,     -1,    0);
SELECT kernel.append_only('stock.movement_effect');

-- The journal: every unit that moved, in the statement that moved it. The counters of a lot are its sum.
CREATE TABLE stock.movement (
  lot_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT uuidv7(),
  at timestamptz NOT NULL,
  kind text NOT NULL CHECK (kind IN ('received', 'found', 'missing', 'written_off', 'sent', 'arrived', 'lost_on_the_way', 'held', 'confirmed',
    'released', 'expired', 'given_back', 'not_there', 'shipped', 'returned', 'returned_spoiled')),
  units int NOT NULL CHECK (units > 0),
  place_id uuid,
  order_id uuid,
  -- The count, transfer or write-off behind it.
  cause_id uuid,
  PRIMARY KEY (lot_id, id),
  CONSTRAINT at_a_place CHECK ((place_id IS NOT NULL) =
    (kind IN ('received', 'found', 'missing', 'written_off', 'sent', 'arrived', 'not_there', 'shipped', 'returned')))
);
SELECT kernel.append_only('stock.movement');

-- Counters as the journal has them.
CREATE VIEW stock.lot_recounted AS
SELECT m.lot_id, sum(m.units * e.packed) AS packed_units, sum(m.units * e.found) AS found_units, sum(m.units * e.available) AS available_units,
  sum(m.units * e.held) AS held_units, sum(m.units * e.sold) AS sold_units, sum(m.units * e.withdrawn) AS withdrawn_units,
  sum(m.units * e.transit) AS transit_units, sum(m.units * e.shipped) AS shipped_units
FROM stock.movement m JOIN stock.movement_effect e USING (kind) GROUP BY m.lot_id;
CREATE VIEW stock.lot_place_recounted AS
SELECT m.lot_id, m.place_id, sum(m.units * e.place) AS units
FROM stock.movement m JOIN stock.movement_effect e USING (kind) WHERE m.place_id IS NOT NULL GROUP BY m.lot_id, m.place_id;

-- What stood before there were places stands at its seller's main one.
INSERT INTO stock.place (organisation_id, kind, name, main)
SELECT DISTINCT organisation_id, 'warehouse', '主仓库', true FROM stock.lot;
INSERT INTO stock.lot_place (lot_id, place_id, units)
SELECT l.id, p.id, l.available_units + l.held_units + l.sold_units FROM stock.lot l JOIN stock.place p USING (organisation_id);
INSERT INTO stock.movement (lot_id, at, kind, units, place_id)
SELECT l.id, now(), m.kind, m.units, CASE WHEN m.placed THEN p.id END
FROM stock.lot l JOIN stock.place p USING (organisation_id), LATERAL (VALUES
  ('received', l.packed_units, true), ('held', l.held_units + l.sold_units + l.withdrawn_units, false),
  ('confirmed', l.sold_units + l.withdrawn_units, false), ('not_there', l.withdrawn_units, true)) AS m(kind, units, placed)
WHERE m.units > 0;

-- The units at a lot's places are the lot's own, and its counters are the journal's sum: looked at by the end of any
-- statement that changes either, except the checkout's and the shipment's, which change no sum looked at here.
CREATE FUNCTION stock.check_lots(lots uuid[]) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  wrong uuid;
BEGIN
  SELECT l.id INTO wrong FROM stock.lot l, LATERAL (
    SELECT sum(m.units * e.packed) AS packed, sum(m.units * e.found) AS found, sum(m.units * e.available) AS available, sum(m.units * e.held) AS held,
      sum(m.units * e.sold) AS sold, sum(m.units * e.withdrawn) AS withdrawn, sum(m.units * e.transit) AS transit, sum(m.units * e.shipped) AS shipped
    FROM stock.movement m JOIN stock.movement_effect e USING (kind) WHERE m.lot_id = l.id) j
  WHERE l.id = ANY (lots) AND (l.packed_units, l.found_units, l.available_units, l.held_units, l.sold_units, l.withdrawn_units, l.transit_units, l.shipped_units)
    IS DISTINCT FROM (j.packed, j.found, j.available, j.held, j.sold, j.withdrawn, j.transit, j.shipped) LIMIT 1;
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION 'lot % is not what its journal says', wrong USING ERRCODE = 'check_violation', CONSTRAINT = 'lot_as_journal';
  END IF;
END $$;
CREATE FUNCTION stock.check_places(lots uuid[]) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  wrong uuid;
BEGIN
  SELECT l.id INTO wrong FROM stock.lot l
  WHERE l.id = ANY (lots) AND l.available_units + l.held_units + l.sold_units - l.shipped_units
    <> (SELECT coalesce(sum(p.units), 0) FROM stock.lot_place p WHERE p.lot_id = l.id) LIMIT 1;
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION 'the places of lot % do not hold its units', wrong USING ERRCODE = 'check_violation', CONSTRAINT = 'places_hold_all';
  END IF;
END $$;

CREATE FUNCTION stock.lots_packed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM stock.check_lots(ARRAY(SELECT id FROM changed));
  PERFORM stock.check_places(ARRAY(SELECT id FROM changed));
  RETURN NULL;
END $$;
CREATE TRIGGER lots_packed AFTER INSERT ON stock.lot REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION stock.lots_packed();

CREATE FUNCTION stock.lot_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM stock.check_lots(ARRAY[NEW.id]);
  PERFORM stock.check_places(ARRAY[NEW.id]);
  RETURN NULL;
END $$;
CREATE TRIGGER lot_moved AFTER UPDATE ON stock.lot FOR EACH ROW
  WHEN ((OLD.packed_units, OLD.found_units, OLD.withdrawn_units, OLD.transit_units) IS DISTINCT FROM (NEW.packed_units, NEW.found_units, NEW.withdrawn_units, NEW.transit_units))
  EXECUTE FUNCTION stock.lot_moved();

CREATE FUNCTION stock.places_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM stock.check_places(ARRAY(SELECT DISTINCT lot_id FROM changed));
  RETURN NULL;
END $$;
CREATE TRIGGER places_filled AFTER INSERT ON stock.lot_place REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION stock.places_changed();
CREATE TRIGGER places_changed AFTER UPDATE ON stock.lot_place REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION stock.places_changed();

-- A lot put on hold: by its seller or by the service centre, with the reason; each release is on record.
CREATE TABLE stock.stop (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  lot_id uuid NOT NULL REFERENCES stock.lot,
  placed_by text NOT NULL CHECK (placed_by IN ('seller', 'service_centre')),
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  actor_id text,
  at timestamptz NOT NULL
);
CREATE INDEX stop_lot ON stock.stop (lot_id);
SELECT kernel.append_only('stock.stop');
CREATE TABLE stock.stop_release (
  stop_id uuid PRIMARY KEY REFERENCES stock.stop,
  finding text NOT NULL CHECK (length(finding) BETWEEN 1 AND 500),
  actor_id text,
  at timestamptz NOT NULL
);
SELECT kernel.append_only('stock.stop_release');

CREATE TABLE stock.count (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organisation_id uuid NOT NULL,
  lot_id uuid NOT NULL REFERENCES stock.lot,
  place_id uuid NOT NULL REFERENCES stock.place,
  expected_units int NOT NULL CHECK (expected_units >= 0),
  counted_units int NOT NULL CHECK (counted_units >= 0),
  reason text CHECK (length(reason) BETWEEN 1 AND 200),
  at timestamptz NOT NULL,
  CONSTRAINT difference_explained CHECK (expected_units = counted_units OR reason IS NOT NULL)
);
CREATE INDEX count_organisation ON stock.count (organisation_id, id DESC);
SELECT kernel.append_only('stock.count');

CREATE TABLE stock.transfer (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organisation_id uuid NOT NULL,
  lot_id uuid NOT NULL REFERENCES stock.lot,
  from_place_id uuid NOT NULL REFERENCES stock.place,
  to_place_id uuid NOT NULL REFERENCES stock.place,
  units int NOT NULL CHECK (units > 0),
  sent_at timestamptz NOT NULL,
  received_at timestamptz,
  received_units int CHECK (received_units BETWEEN 0 AND units),
  reason text CHECK (length(reason) BETWEEN 1 AND 200),
  CONSTRAINT another_place CHECK (from_place_id <> to_place_id),
  CONSTRAINT received_with_count CHECK ((received_at IS NULL) = (received_units IS NULL)),
  CONSTRAINT difference_explained CHECK (received_units IS NULL OR received_units = units OR reason IS NOT NULL)
);
CREATE INDEX transfer_organisation ON stock.transfer (organisation_id, id DESC);

CREATE TABLE stock.write_off (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organisation_id uuid NOT NULL,
  lot_id uuid NOT NULL REFERENCES stock.lot,
  place_id uuid NOT NULL REFERENCES stock.place,
  units int NOT NULL CHECK (units > 0),
  cause text NOT NULL CHECK (cause IN ('damaged', 'spoiled', 'expired', 'sample', 'other')),
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 200),
  photo bytea,
  at timestamptz NOT NULL,
  CONSTRAINT other_explained CHECK (cause <> 'other' OR note <> '')
);
CREATE INDEX write_off_organisation ON stock.write_off (organisation_id, id DESC);
SELECT kernel.append_only('stock.write_off');

-- Below this many units on sale the seller is warned.
CREATE TABLE stock.minimum (
  item_id uuid PRIMARY KEY REFERENCES stock.item,
  units int NOT NULL CHECK (units BETWEEN 1 AND 1000000)
);
