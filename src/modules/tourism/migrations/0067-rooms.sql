-- Rooms of a type by name. Which one a guest gets is said late: a night is sold by the counter, not by the room.
CREATE TABLE tourism.room (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  room_type_id uuid NOT NULL REFERENCES tourism.room_type,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 20),
  is_open boolean NOT NULL DEFAULT true,
  UNIQUE (room_type_id, name)
);

CREATE TABLE tourism.room_assignment (
  booking_id uuid NOT NULL REFERENCES tourism.booking,
  room_id uuid NOT NULL REFERENCES tourism.room,
  -- From arrival up to, not including, departure.
  nights daterange NOT NULL CHECK (NOT isempty(nights) AND NOT lower_inf(nights) AND NOT upper_inf(nights)),
  -- Chosen before the day of arrival: gives way where a guest who is there needs the room.
  is_early boolean NOT NULL,
  assigned_at timestamptz NOT NULL,
  PRIMARY KEY (booking_id, room_id),
  CONSTRAINT one_guest_in_a_room EXCLUDE USING gist (room_id WITH =, nights WITH &&)
);

-- Houses of a village that take guests of a full neighbour.
CREATE TABLE tourism.pool_house (
  house_id uuid PRIMARY KEY REFERENCES tourism.house,
  joined_at timestamptz NOT NULL
);
-- Where a guest had wanted to stay who agreed to another house.
CREATE TABLE tourism.overflow (
  booking_id uuid PRIMARY KEY REFERENCES tourism.booking,
  wanted_room_type_id uuid NOT NULL REFERENCES tourism.room_type,
  agreed_at timestamptz NOT NULL
);
