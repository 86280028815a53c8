-- One review for each line of an order, by whoever received it.
CREATE TABLE reviews.review (
  id uuid PRIMARY KEY,
  order_id uuid NOT NULL,
  line int NOT NULL,
  listing_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  buyer_id uuid NOT NULL,
  -- The first sign of the name and nothing more.
  author text NOT NULL CHECK (length(author) BETWEEN 1 AND 8),
  rating int NOT NULL CHECK (rating BETWEEN 1 AND 5),
  body text NOT NULL CHECK (length(body) <= 1000),
  -- Weight in thousandths, by the account's age when it was written.
  weight_milli int NOT NULL CHECK (weight_milli BETWEEN 1 AND 1000),
  written_at timestamptz NOT NULL,
  hidden_at timestamptz,
  UNIQUE (order_id, line)
);
CREATE INDEX review_listing ON reviews.review (listing_id, id DESC) WHERE hidden_at IS NULL;
CREATE INDEX review_organisation ON reviews.review (organisation_id, id DESC);
CREATE INDEX review_buyer ON reviews.review (buyer_id, id DESC);

CREATE TABLE reviews.photo (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  review_id uuid NOT NULL REFERENCES reviews.review,
  width int NOT NULL,
  height int NOT NULL
);
CREATE INDEX photo_review ON reviews.photo (review_id, id);
CREATE TABLE reviews.photo_rendition (
  photo_id uuid NOT NULL REFERENCES reviews.photo,
  width int NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (photo_id, width)
);

CREATE TABLE reviews.reply (
  review_id uuid PRIMARY KEY REFERENCES reviews.review,
  body text NOT NULL CHECK (length(body) BETWEEN 1 AND 500),
  at timestamptz NOT NULL
);

-- A reader reports a review, or its seller appeals against it; the service centre decides with reasons.
CREATE TABLE reviews.objection (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  review_id uuid NOT NULL REFERENCES reviews.review,
  kind text NOT NULL CHECK (kind IN ('report', 'appeal')),
  -- The reader, or the organisation that appeals.
  by_id uuid NOT NULL,
  ground text NOT NULL CHECK (ground IN ('untrue', 'abuse', 'private', 'advert', 'other')),
  note text NOT NULL DEFAULT '',
  at timestamptz NOT NULL,
  verdict text CHECK (verdict IN ('upheld', 'dismissed')),
  reasons text,
  decided_at timestamptz,
  UNIQUE (review_id, by_id),
  CONSTRAINT decided_with_reasons CHECK ((verdict IS NULL) = (decided_at IS NULL) AND (verdict IS NULL OR length(reasons) > 0))
);
CREATE INDEX objection_open ON reviews.objection (id) WHERE verdict IS NULL;
CREATE INDEX objection_review ON reviews.objection (review_id);
