-- Nights, tickets, experiences and goods of several suppliers at a price lower than the parts; on sale once every supplier has agreed to its part.
CREATE TABLE tourism.package (
  id uuid PRIMARY KEY,
  -- Who put it together.
  organisation_id uuid NOT NULL,
  name_zh text NOT NULL CHECK (length(name_zh) BETWEEN 1 AND 60),
  name_en text NOT NULL CHECK (length(name_en) BETWEEN 1 AND 120),
  about_zh text NOT NULL DEFAULT '',
  about_en text NOT NULL DEFAULT '',
  -- Taken off the parts' prices of the days booked, borne by the suppliers in proportion to them.
  off_percent int NOT NULL CHECK (off_percent BETWEEN 1 AND 90),
  state text NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'open', 'closed')),
  proposed_at timestamptz NOT NULL
);
CREATE INDEX package_open ON tourism.package (id DESC) WHERE state = 'open';

CREATE TABLE tourism.package_part (
  package_id uuid NOT NULL REFERENCES tourism.package,
  position int NOT NULL CHECK (position BETWEEN 0 AND 9),
  organisation_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('stay', 'visit', 'goods')),
  room_type_id uuid REFERENCES tourism.room_type,
  option_id uuid REFERENCES tourism.option,
  -- A listing of the market.
  listing_id uuid,
  -- Days after arrival.
  day_offset int NOT NULL CHECK (day_offset BETWEEN 0 AND 30),
  -- Of a visit at a fixed time; null where the guest chooses, or where it counts by day.
  minute smallint CHECK (minute BETWEEN 0 AND 1439),
  nights int CHECK (nights BETWEEN 1 AND 30),
  units int CHECK (units BETWEEN 1 AND 20),
  agreed_at timestamptz,
  PRIMARY KEY (package_id, position),
  CONSTRAINT part_is_one_thing CHECK (
    (kind = 'stay' AND room_type_id IS NOT NULL AND nights IS NOT NULL AND num_nonnulls(option_id, listing_id, units, minute) = 0)
    OR (kind = 'visit' AND option_id IS NOT NULL AND num_nonnulls(room_type_id, listing_id, units, nights) = 0)
    OR (kind = 'goods' AND listing_id IS NOT NULL AND units IS NOT NULL AND num_nonnulls(room_type_id, option_id, nights, minute) = 0))
);
CREATE INDEX package_part_organisation ON tourism.package_part (organisation_id, package_id);

CREATE FUNCTION tourism.package_agreed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state = 'open' AND (EXISTS (SELECT FROM tourism.package_part WHERE package_id = NEW.id AND agreed_at IS NULL)
    OR (SELECT count(*) FROM tourism.package_part WHERE package_id = NEW.id) < 2) THEN
    RAISE EXCEPTION 'package % is not agreed by all', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'open_when_agreed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER package_agreed BEFORE INSERT OR UPDATE ON tourism.package FOR EACH ROW EXECUTE FUNCTION tourism.package_agreed();

-- A package as one guest booked it: its components are bookings of their own.
CREATE TABLE tourism.package_booking (
  id uuid PRIMARY KEY,
  package_id uuid NOT NULL REFERENCES tourism.package,
  buyer_id uuid NOT NULL,
  sets int NOT NULL CHECK (sets BETWEEN 1 AND 20),
  arrival date NOT NULL,
  separate_fen bigint NOT NULL,
  total_fen bigint NOT NULL CHECK (total_fen > 0),
  made_at timestamptz NOT NULL,
  CONSTRAINT lower_than_the_parts CHECK (total_fen < separate_fen)
);
CREATE INDEX package_booking_buyer ON tourism.package_booking (buyer_id, id);

ALTER TABLE tourism.booking
  ADD COLUMN package_booking_id uuid REFERENCES tourism.package_booking,
  DROP CONSTRAINT booking_kind_check,
  ADD CONSTRAINT booking_kind_check CHECK (kind IN ('visit', 'stay', 'goods')),
  DROP CONSTRAINT visit_or_stay,
  ADD CONSTRAINT visit_or_stay CHECK ((kind = 'visit' AND option_id IS NOT NULL AND room_type_id IS NULL AND nights = 0 AND rooms = 0)
    OR (kind = 'stay' AND room_type_id IS NOT NULL AND option_id IS NULL AND nights > 0 AND rooms > 0 AND minute = -1)
    OR (kind = 'goods' AND package_booking_id IS NOT NULL AND option_id IS NULL AND room_type_id IS NULL AND nights = 0 AND rooms = 0 AND minute = -1));
CREATE INDEX booking_package ON tourism.booking (package_booking_id) WHERE package_booking_id IS NOT NULL;

-- Goods of a package, picked up at the stay. Units of stock are held under the booking's id until they are freed or handed over.
CREATE TABLE tourism.booked_goods (
  booking_id uuid PRIMARY KEY REFERENCES tourism.booking,
  listing_id uuid NOT NULL,
  item_id uuid NOT NULL,
  units int NOT NULL CHECK (units BETWEEN 1 AND 400),
  freed_at timestamptz
);
CREATE INDEX booked_goods_kept ON tourism.booked_goods (booking_id) WHERE freed_at IS NULL;
