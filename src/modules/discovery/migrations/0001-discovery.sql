-- Goods a buyer wants to find again. The buyer is a person or a guest's token.
CREATE TABLE discovery.favourite (
  buyer_id uuid NOT NULL,
  listing_id uuid NOT NULL,
  kept_at timestamptz NOT NULL,
  PRIMARY KEY (buyer_id, listing_id)
);
CREATE INDEX favourite_kept ON discovery.favourite (kept_at);

-- Who asked to be told when sold-out goods are back; told once for each asking.
CREATE TABLE discovery.watch (
  buyer_id uuid NOT NULL,
  listing_id uuid NOT NULL,
  asked_at timestamptz NOT NULL,
  told_at timestamptz CHECK (told_at >= asked_at),
  PRIMARY KEY (buyer_id, listing_id)
);
CREATE INDEX watch_open ON discovery.watch (asked_at) WHERE told_at IS NULL;

-- How often goods stood on a page that someone looked at, by civil day. Counted in batches; a killed process loses its last seconds.
CREATE TABLE discovery.exposure (
  day date NOT NULL,
  listing_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  shown bigint NOT NULL CHECK (shown > 0),
  PRIMARY KEY (day, listing_id)
) WITH (fillfactor = 70);

-- What was bought in one checkout with it; made anew every night.
CREATE TABLE discovery.related (
  listing_id uuid NOT NULL,
  related_id uuid NOT NULL CHECK (related_id <> listing_id),
  together int NOT NULL CHECK (together > 0),
  PRIMARY KEY (listing_id, related_id)
);
