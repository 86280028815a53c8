-- Who waits for what is full: offered all of it once it is there, in the order of asking; who fits before who does not.
CREATE TABLE tourism.waiting (
  id uuid PRIMARY KEY,
  buyer_id uuid NOT NULL,
  -- A visit, a stay or a package as it was asked for, with who comes.
  wanted jsonb NOT NULL,
  party int NOT NULL CHECK (party BETWEEN 1 AND 1000),
  until timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'offered', 'left', 'over')),
  -- The booking, or the package's, that is held for them.
  offered_id uuid,
  made_at timestamptz NOT NULL,
  ended_at timestamptz,
  CONSTRAINT offered_with_a_booking CHECK ((state = 'offered') = (offered_id IS NOT NULL)),
  CONSTRAINT waits_or_ended CHECK ((state = 'waiting') = (ended_at IS NULL))
);
CREATE INDEX waiting_line ON tourism.waiting (made_at) WHERE state = 'waiting';
CREATE INDEX waiting_buyer ON tourism.waiting (buyer_id, id);

-- Booked by someone for a guest without a phone, by telephone or at a counter.
CREATE TABLE tourism.assisted_booking (
  booking_id uuid PRIMARY KEY REFERENCES tourism.booking,
  organisation_id uuid NOT NULL,
  helper_id uuid NOT NULL,
  way text NOT NULL CHECK (way IN ('phone', 'counter')),
  made_at timestamptz NOT NULL
);
CREATE INDEX assisted_booking_of ON tourism.assisted_booking (organisation_id, made_at DESC);
