-- What a person wants to be told by e-mail and text message, topic by topic. Without a row the topic's default holds.
CREATE TABLE messages.consent (
  person_id uuid NOT NULL,
  topic text NOT NULL CHECK (topic IN ('order', 'shipment', 'after_sales', 'message', 'restock', 'announcement', 'settlement')),
  channel text NOT NULL CHECK (channel IN ('email', 'sms')),
  granted boolean NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (person_id, topic, channel)
);
CREATE INDEX consent_topic ON messages.consent (topic, channel, person_id) WHERE granted;

-- Proof of what was agreed to and refused, when and by what means; it names nobody but by id.
CREATE TABLE messages.consent_change (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  person_id uuid NOT NULL,
  topic text NOT NULL,
  channel text NOT NULL,
  granted boolean NOT NULL,
  means text NOT NULL CHECK (means IN ('page', 'link', 'request')),
  at timestamptz NOT NULL
);
CREATE INDEX consent_change_person ON messages.consent_change (person_id, at);
SELECT kernel.append_only('messages.consent_change');

CREATE TABLE messages.preference (
  person_id uuid PRIMARY KEY,
  lang text NOT NULL CHECK (lang IN ('zh', 'en'))
);

CREATE TABLE messages.notice (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL,
  topic text NOT NULL,
  template text NOT NULL,
  params jsonb NOT NULL,
  href text NOT NULL CHECK (href ~ '^/[^/\\]' AND length(href) <= 300),
  -- What the notice is about: the same is told once.
  about text NOT NULL CHECK (length(about) BETWEEN 1 AND 120),
  at timestamptz NOT NULL,
  read_at timestamptz,
  UNIQUE (person_id, template, about)
);
CREATE INDEX notice_person ON messages.notice (person_id, id DESC);
CREATE INDEX notice_unread ON messages.notice (person_id) WHERE read_at IS NULL;

-- The delivery log. It keeps no text and no address: the destination is a keyed hash.
CREATE TABLE messages.dispatch (
  id uuid PRIMARY KEY,
  notice_id uuid REFERENCES messages.notice ON DELETE SET NULL,
  channel text NOT NULL CHECK (channel IN ('email', 'sms')),
  template text NOT NULL,
  destination bytea CHECK (octet_length(destination) = 32),
  state text NOT NULL CHECK (state IN ('waiting', 'sent', 'not_wanted', 'no_address', 'bad_address', 'given_up')),
  attempts int NOT NULL DEFAULT 0 CHECK (attempts BETWEEN 0 AND 20),
  next_at timestamptz,
  code text,
  ref text,
  took_ms int,
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  UNIQUE (notice_id, channel),
  CONSTRAINT ended_or_waiting CHECK ((state = 'waiting') = (ended_at IS NULL) AND (state = 'waiting') = (next_at IS NOT NULL))
);
CREATE INDEX dispatch_due ON messages.dispatch (next_at) WHERE state = 'waiting';
CREATE INDEX dispatch_created ON messages.dispatch (created_at);

-- Addresses that answered that nobody is there. A notice is not sent to one until the mark has lapsed.
CREATE TABLE messages.bad_address (
  destination bytea PRIMARY KEY CHECK (octet_length(destination) = 32),
  channel text NOT NULL CHECK (channel IN ('email', 'sms')),
  code text NOT NULL,
  since timestamptz NOT NULL,
  until timestamptz NOT NULL CHECK (until > since)
);
