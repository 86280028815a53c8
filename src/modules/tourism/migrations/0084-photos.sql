-- Photos of houses, room types and sights, in order; up to nine of each.
CREATE TABLE tourism.photo (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  house_id uuid REFERENCES tourism.house,
  room_type_id uuid REFERENCES tourism.room_type,
  site_id uuid REFERENCES tourism.site,
  position int NOT NULL CHECK (position BETWEEN 0 AND 8),
  width int NOT NULL CHECK (width > 0),
  height int NOT NULL CHECK (height > 0),
  CONSTRAINT photo_of_one_place CHECK (num_nonnulls(house_id, room_type_id, site_id) = 1),
  UNIQUE (house_id, position),
  UNIQUE (room_type_id, position),
  UNIQUE (site_id, position)
);

CREATE TABLE tourism.photo_rendition (
  photo_id uuid NOT NULL REFERENCES tourism.photo ON DELETE CASCADE,
  width int NOT NULL,
  format text NOT NULL CHECK (format IN ('avif', 'webp')),
  bytes bytea NOT NULL,
  PRIMARY KEY (photo_id, width, format)
);
