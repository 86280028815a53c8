CREATE TABLE messages.announcement (
  id uuid PRIMARY KEY,
  title_zh text NOT NULL CHECK (length(title_zh) BETWEEN 1 AND 60),
  title_en text NOT NULL CHECK (length(title_en) BETWEEN 1 AND 120),
  text_zh text NOT NULL CHECK (length(text_zh) BETWEEN 1 AND 2000),
  text_en text NOT NULL CHECK (length(text_en) BETWEEN 1 AND 4000),
  audience text NOT NULL CHECK (audience IN ('everyone', 'sellers', 'owners', 'packers', 'bookkeepers')),
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
  published_by uuid NOT NULL,
  published_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  -- How far telling by e-mail and text message has come: the last person's id, and when it was done.
  told_upto uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
  told_at timestamptz
);
CREATE INDEX announcement_current ON messages.announcement (ends_at) WHERE withdrawn_at IS NULL;
CREATE INDEX announcement_untold ON messages.announcement (starts_at) WHERE told_at IS NULL AND withdrawn_at IS NULL;

CREATE TABLE messages.ticket (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  person_id uuid NOT NULL,
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 80),
  state text NOT NULL CHECK (state IN ('open', 'answered', 'closed')),
  order_id uuid,
  order_code text,
  assigned_to uuid,
  opened_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  closed_at timestamptz,
  CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
  CHECK ((order_id IS NULL) = (order_code IS NULL))
);
CREATE INDEX ticket_person ON messages.ticket (person_id, changed_at DESC);
CREATE INDEX ticket_state ON messages.ticket (state, changed_at);

-- What was said, in order; an entry for the centre's own eyes is marked.
CREATE TABLE messages.ticket_entry (
  ticket_id uuid NOT NULL REFERENCES messages.ticket ON DELETE CASCADE,
  number int NOT NULL CHECK (number > 0),
  side text NOT NULL CHECK (side IN ('person', 'centre')),
  author_id uuid NOT NULL,
  body text NOT NULL CHECK (length(body) BETWEEN 1 AND 2000),
  internal boolean NOT NULL DEFAULT false,
  at timestamptz NOT NULL,
  PRIMARY KEY (ticket_id, number),
  CHECK (NOT internal OR side = 'centre')
);

CREATE TABLE messages.canned_answer (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  title text NOT NULL UNIQUE CHECK (length(title) BETWEEN 1 AND 40),
  text_zh text NOT NULL CHECK (length(text_zh) BETWEEN 1 AND 1000),
  text_en text NOT NULL CHECK (length(text_en) BETWEEN 1 AND 2000)
);
