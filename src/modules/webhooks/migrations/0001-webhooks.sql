-- Where a seller's own system wants to hear what happens.
CREATE TABLE webhooks.endpoint (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL,
  -- One of ten places: the limit holds however many requests race.
  slot int NOT NULL CHECK (slot BETWEEN 1 AND 10),
  url text NOT NULL CHECK (length(url) BETWEEN 10 AND 500),
  events text[] NOT NULL CHECK (cardinality(events) BETWEEN 1 AND 20),
  -- Sealed with the county's secret; it must be read again to sign, and is shown once.
  secret bytea NOT NULL,
  -- The secret before the last rotation, valid beside the new one until then.
  old_secret bytea,
  old_until timestamptz,
  state text NOT NULL CHECK (state IN ('active', 'disabled')),
  disabled_why text CHECK (disabled_why IN ('failing', 'gone', 'owner')),
  failing_since timestamptz,
  made_at timestamptz NOT NULL,
  UNIQUE (organisation_id, slot),
  CHECK ((state = 'disabled') = (disabled_why IS NOT NULL)),
  CHECK ((old_secret IS NULL) = (old_until IS NULL))
);

-- What happened, as it is told. The body is forgotten after its time, the line stays for the log.
CREATE TABLE webhooks.message (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL,
  type text NOT NULL,
  -- The event and its subject: the same is told once to an organisation.
  about text NOT NULL,
  body text CHECK (length(body) <= 16000),
  at timestamptz NOT NULL,
  UNIQUE (organisation_id, about)
);
CREATE INDEX message_at ON webhooks.message (at);

CREATE TABLE webhooks.delivery (
  id uuid PRIMARY KEY,
  endpoint_id uuid NOT NULL REFERENCES webhooks.endpoint ON DELETE CASCADE,
  message_id uuid NOT NULL REFERENCES webhooks.message ON DELETE CASCADE,
  -- 0 for the first time, then counted replays.
  replay int NOT NULL DEFAULT 0 CHECK (replay BETWEEN 0 AND 100),
  state text NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed', 'dropped')),
  attempts int NOT NULL DEFAULT 0 CHECK (attempts BETWEEN 0 AND 20),
  next_at timestamptz,
  made_at timestamptz NOT NULL,
  ended_at timestamptz,
  UNIQUE (endpoint_id, message_id, replay),
  CONSTRAINT ended_or_waiting CHECK ((state = 'waiting') = (next_at IS NOT NULL) AND (state = 'waiting') = (ended_at IS NULL))
);
CREATE INDEX delivery_due ON webhooks.delivery (next_at) WHERE state = 'waiting';
CREATE INDEX delivery_endpoint ON webhooks.delivery (endpoint_id, id DESC);
CREATE INDEX delivery_message ON webhooks.delivery (message_id);

CREATE TABLE webhooks.attempt (
  delivery_id uuid NOT NULL REFERENCES webhooks.delivery ON DELETE CASCADE,
  number int NOT NULL CHECK (number > 0),
  at timestamptz NOT NULL,
  status int CHECK (status BETWEEN 100 AND 599),
  fault text CHECK (length(fault) <= 60),
  took_ms int NOT NULL CHECK (took_ms >= 0),
  answer text NOT NULL DEFAULT '' CHECK (length(answer) <= 500),
  PRIMARY KEY (delivery_id, number)
);
