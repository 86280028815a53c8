-- Who makes it: a workshop's or a grower's story, with photos. What is drafted is the seller's; what is shown is public. A story that
-- names a person is shown only as that person agreed to it, word for word and picture for picture, and for as long as they do.
CREATE TABLE market.story (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organisation_id uuid NOT NULL,
  -- The one of goods that have no other.
  main boolean NOT NULL,
  draft jsonb NOT NULL CHECK (jsonb_typeof(draft) = 'object'),
  -- What the person named was asked about, to whom the question went, and the hash of the token in the link.
  asked jsonb,
  asked_at timestamptz,
  asked_phone text,
  asked_hash text UNIQUE,
  agreed jsonb,
  agreed_at timestamptz,
  shown jsonb,
  shown_at timestamptz,
  made_at timestamptz NOT NULL,
  UNIQUE (id, organisation_id),
  CONSTRAINT asked_whole CHECK (num_nonnulls(asked, asked_at, asked_hash) IN (0, 3) AND (asked_phone IS NULL OR asked IS NOT NULL)),
  CONSTRAINT agreed_whole CHECK ((agreed IS NULL) = (agreed_at IS NULL)),
  CONSTRAINT shown_whole CHECK ((shown IS NULL) = (shown_at IS NULL)),
  CONSTRAINT named_as_agreed CHECK (shown IS NULL OR shown ->> 'personZh' = '' OR (agreed IS NOT NULL AND agreed = shown))
);
CREATE UNIQUE INDEX story_main ON market.story (organisation_id) WHERE main;
CREATE INDEX story_organisation ON market.story (organisation_id);

CREATE TABLE market.story_photo (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  story_id uuid NOT NULL REFERENCES market.story ON DELETE CASCADE,
  width int NOT NULL CHECK (width > 0),
  height int NOT NULL CHECK (height > 0),
  small bytea NOT NULL,
  large bytea NOT NULL
);
CREATE INDEX story_photo_story ON market.story_photo (story_id, id);

-- Goods that have a story of their own.
CREATE TABLE market.story_listing (
  listing_id uuid PRIMARY KEY,
  story_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  FOREIGN KEY (listing_id, organisation_id) REFERENCES market.listing (id, organisation_id) ON DELETE CASCADE,
  FOREIGN KEY (story_id, organisation_id) REFERENCES market.story (id, organisation_id) ON DELETE CASCADE
);
CREATE INDEX story_listing_story ON market.story_listing (story_id);

-- What people answered, with the digest of what they were shown; the words themselves go with the story.
CREATE TABLE market.story_answer (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  story_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  answer text NOT NULL CHECK (answer IN ('agree', 'refuse', 'withdraw')),
  content_sha256 text NOT NULL CHECK (content_sha256 ~ '^[0-9a-f]{64}$'),
  at timestamptz NOT NULL
);
CREATE INDEX story_answer_story ON market.story_answer (story_id, id);
SELECT kernel.append_only('market.story_answer');
