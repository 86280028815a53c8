-- Tickets are signed by keys made of the county's secret and a number; the highest that is not revoked signs.
CREATE TABLE tourism.ticket_key (
  number int PRIMARY KEY CHECK (number BETWEEN 1 AND 65535),
  made_at timestamptz NOT NULL,
  -- Tickets it signed are worth nothing from then on.
  revoked_at timestamptz
);
INSERT INTO tourism.ticket_key (number, made_at) VALUES (1, '2026-01-01T00:00:00+08:00');

-- `edition` counts what changed since a booking was confirmed: tickets of an earlier edition are void. `entered` is how many of its people have come.
ALTER TABLE tourism.booking
  ADD COLUMN edition int NOT NULL DEFAULT 1 CHECK (edition BETWEEN 1 AND 65535),
  ADD COLUMN edition_at timestamptz,
  ADD COLUMN entered int NOT NULL DEFAULT 0,
  ADD CONSTRAINT entered_within_party CHECK (entered BETWEEN 0 AND guests);
CREATE INDEX booking_day ON tourism.booking (option_id, day) WHERE option_id IS NOT NULL;

-- Editions that are no more, by the day and thing they were for: a gate that has the day's list refuses them by name.
CREATE TABLE tourism.void_edition (
  booking_id uuid NOT NULL REFERENCES tourism.booking,
  edition int NOT NULL,
  day date NOT NULL,
  option_id uuid,
  voided_at timestamptz NOT NULL,
  PRIMARY KEY (booking_id, edition)
);
CREATE INDEX void_edition_day ON tourism.void_edition (option_id, day) WHERE option_id IS NOT NULL;
SELECT kernel.append_only('tourism.void_edition');

-- Whoever changes a booking, by whatever way: the tickets handed out before say something that is no longer so.
CREATE FUNCTION tourism.new_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO tourism.void_edition (booking_id, edition, day, option_id, voided_at) VALUES (OLD.id, OLD.edition, OLD.day, OLD.option_id, NEW.changed_at);
  NEW.edition := OLD.edition + 1;
  NEW.edition_at := NEW.changed_at;
  RETURN NEW;
END $$;
CREATE TRIGGER new_edition BEFORE UPDATE ON tourism.booking FOR EACH ROW WHEN (
  OLD.confirmed_at IS NOT NULL AND OLD.cancelled_at IS NULL AND
  (OLD.day, OLD.minute, OLD.nights, OLD.rooms, OLD.guests, OLD.total_fen) IS DISTINCT FROM (NEW.day, NEW.minute, NEW.nights, NEW.rooms, NEW.guests, NEW.total_fen)
  OR OLD.confirmed_at IS NOT NULL AND (OLD.option_id IS DISTINCT FROM NEW.option_id OR OLD.room_type_id IS DISTINCT FROM NEW.room_type_id)
) EXECUTE FUNCTION tourism.new_edition();

-- Who came in, as a gate told it, one row each time: the gate makes the id, so the same told twice is told once.
CREATE TABLE tourism.entry (
  id uuid PRIMARY KEY,
  booking_id uuid NOT NULL REFERENCES tourism.booking,
  -- Null for a house.
  site_id uuid REFERENCES tourism.site,
  gate text NOT NULL,
  -- Position of the one ticket; null for so many of the party.
  unit int CHECK (unit >= 0),
  people int NOT NULL CHECK (people BETWEEN 1 AND 1000),
  way text NOT NULL CHECK (way IN ('scan', 'code', 'list')),
  entered_at timestamptz NOT NULL,
  taken_at timestamptz NOT NULL,
  taken_by text NOT NULL
);
CREATE INDEX entry_booking ON tourism.entry (booking_id);
CREATE INDEX entry_site ON tourism.entry (site_id, entered_at) WHERE site_id IS NOT NULL;
SELECT kernel.append_only('tourism.entry');
