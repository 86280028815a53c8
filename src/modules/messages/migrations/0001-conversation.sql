-- What a buyer and a seller write to each other: one conversation for each pair. A buyer is a person or a guest's id.
CREATE TABLE messages.conversation (
  id uuid PRIMARY KEY,
  buyer_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  opened_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  last_number int NOT NULL DEFAULT 0,
  -- Up to which number each side has read, and how much of the other side's lies after it.
  buyer_read int NOT NULL DEFAULT 0,
  seller_read int NOT NULL DEFAULT 0,
  buyer_unread int NOT NULL DEFAULT 0,
  seller_unread int NOT NULL DEFAULT 0,
  -- Up to which number each side was told by e-mail or text message that something waits.
  buyer_told int NOT NULL DEFAULT 0,
  seller_told int NOT NULL DEFAULT 0,
  blocked_by text CHECK (blocked_by IN ('buyer', 'seller')),
  UNIQUE (buyer_id, organisation_id),
  CONSTRAINT read_within CHECK (buyer_read BETWEEN 0 AND last_number AND seller_read BETWEEN 0 AND last_number),
  CONSTRAINT unread_within CHECK (buyer_unread BETWEEN 0 AND last_number - buyer_read AND seller_unread BETWEEN 0 AND last_number - seller_read)
);
CREATE INDEX conversation_buyer ON messages.conversation (buyer_id, last_at DESC);
CREATE INDEX conversation_organisation ON messages.conversation (organisation_id, last_at DESC);
CREATE INDEX conversation_waiting ON messages.conversation (last_at)
  WHERE (buyer_unread > 0 AND buyer_told < last_number) OR (seller_unread > 0 AND seller_told < last_number);

CREATE TABLE messages.photo (
  id uuid PRIMARY KEY,
  conversation_id uuid NOT NULL REFERENCES messages.conversation ON DELETE CASCADE,
  width int NOT NULL CHECK (width BETWEEN 1 AND 1280),
  height int NOT NULL CHECK (height BETWEEN 1 AND 1280),
  bytes bytea NOT NULL CHECK (octet_length(bytes) BETWEEN 1 AND 4000000)
);
CREATE INDEX photo_conversation ON messages.photo (conversation_id);

CREATE TABLE messages.message (
  conversation_id uuid NOT NULL REFERENCES messages.conversation ON DELETE CASCADE,
  number int NOT NULL CHECK (number > 0),
  side text NOT NULL CHECK (side IN ('buyer', 'seller')),
  author_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('text', 'photo', 'order', 'listing')),
  body text NOT NULL DEFAULT '' CHECK (length(body) <= 1000),
  photo_id uuid UNIQUE REFERENCES messages.photo ON DELETE CASCADE,
  order_id uuid,
  listing_id uuid,
  sent_at timestamptz NOT NULL,
  PRIMARY KEY (conversation_id, number),
  CONSTRAINT kind_has_its_part CHECK ((kind = 'text') = (body <> '') AND (kind = 'photo') = (photo_id IS NOT NULL)
    AND (kind = 'order') = (order_id IS NOT NULL) AND (kind = 'listing') = (listing_id IS NOT NULL))
);

-- A side asks the service centre to look at a conversation; only then may the centre read it.
CREATE TABLE messages.report (
  id uuid PRIMARY KEY,
  conversation_id uuid NOT NULL REFERENCES messages.conversation ON DELETE CASCADE,
  side text NOT NULL CHECK (side IN ('buyer', 'seller')),
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  at timestamptz NOT NULL,
  closed_at timestamptz,
  closed_by uuid,
  decision text,
  CHECK ((closed_at IS NULL) = (decision IS NULL) AND (closed_at IS NULL) = (closed_by IS NULL))
);
CREATE UNIQUE INDEX report_open ON messages.report (conversation_id, side) WHERE closed_at IS NULL;
CREATE INDEX report_at ON messages.report (closed_at, at);

CREATE TABLE messages.quick_reply (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organisation_id uuid NOT NULL,
  -- One of thirty places: the limit holds however many requests race.
  slot int NOT NULL CHECK (slot BETWEEN 1 AND 30),
  body text NOT NULL CHECK (length(body) BETWEEN 1 AND 300),
  UNIQUE (organisation_id, slot)
);
