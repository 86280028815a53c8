-- A room type's calendar on one other platform: ours that it subscribes to, and its that we read.
CREATE TABLE tourism.calendar_link (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL,
  room_type_id uuid NOT NULL REFERENCES tourism.room_type,
  name text NOT NULL,
  -- Opens the calendar given out, which says only when no room is left; kept as it is, because the host reads it again.
  token text NOT NULL UNIQUE CHECK (token ~ '^[A-Za-z0-9_-]{32,64}$'),
  feed_url text,
  etag text,
  -- When the feed is read next; null without one.
  next_at timestamptz,
  read_at timestamptz,
  -- What went wrong last; null since it was read well.
  fault text,
  -- Where the file was at fault.
  fault_line int,
  failures int NOT NULL DEFAULT 0 CHECK (failures >= 0),
  made_at timestamptz NOT NULL,
  ended_at timestamptz,
  CONSTRAINT read_what_is_there CHECK ((feed_url IS NOT NULL AND ended_at IS NULL) = (next_at IS NOT NULL))
);
CREATE INDEX calendar_link_room_type ON tourism.calendar_link (room_type_id) WHERE ended_at IS NULL;
CREATE INDEX calendar_link_due ON tourism.calendar_link (next_at) WHERE next_at IS NOT NULL;

-- A booking or block read from there. Its hold keeps the nights that were to be had; the others stay here until they are.
CREATE TABLE tourism.calendar_event (
  id uuid PRIMARY KEY,
  link_id uuid NOT NULL REFERENCES tourism.calendar_link,
  uid text NOT NULL CHECK (length(uid) BETWEEN 1 AND 500),
  summary text NOT NULL,
  nights date[] NOT NULL,
  -- A booking made here that came back from there, as the host says.
  same_nights date[] NOT NULL DEFAULT '{}',
  short_nights date[] NOT NULL DEFAULT '{}',
  unopened_nights date[] NOT NULL DEFAULT '{}',
  hold_id uuid UNIQUE REFERENCES tourism.hold,
  seen_at timestamptz NOT NULL,
  CONSTRAINT short_of_its_own CHECK (short_nights <@ nights AND unopened_nights <@ nights AND NOT short_nights && unopened_nights),
  CONSTRAINT same_is_no_conflict CHECK (NOT short_nights && same_nights),
  UNIQUE (link_id, uid)
);
CREATE INDEX calendar_event_unsettled ON tourism.calendar_event (link_id) WHERE short_nights <> '{}' OR unopened_nights <> '{}';
