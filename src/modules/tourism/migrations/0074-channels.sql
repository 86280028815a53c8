-- Which houses are listed on which platform, and how telling it went.
CREATE TABLE tourism.house_channel (
  house_id uuid NOT NULL REFERENCES tourism.house,
  channel text NOT NULL,
  is_listed boolean NOT NULL,
  next_at timestamptz NOT NULL,
  sent_at timestamptz,
  fault text,
  failures int NOT NULL DEFAULT 0 CHECK (failures >= 0),
  PRIMARY KEY (house_id, channel)
);
CREATE INDEX house_channel_due ON tourism.house_channel (next_at);

-- What a platform was told last of a room type's day; what is otherwise now is told next.
CREATE TABLE tourism.channel_day (
  channel text NOT NULL,
  room_type_id uuid NOT NULL REFERENCES tourism.room_type,
  day date NOT NULL,
  said jsonb NOT NULL,
  PRIMARY KEY (channel, room_type_id, day)
);
CREATE INDEX channel_day_room_type ON tourism.channel_day (room_type_id, day);
