-- A shop front of an organisation. What it shows is a draft until it is published; each publishing is a version that stays.
CREATE TABLE market.store (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organisation_id uuid NOT NULL,
  slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(slug) BETWEEN 3 AND 40),
  -- Where listings stand that were put into no other.
  main boolean NOT NULL,
  state text NOT NULL DEFAULT 'closed' CHECK (state IN ('open', 'closed', 'withdrawn')),
  draft jsonb NOT NULL CHECK (jsonb_typeof(draft) = 'object'),
  -- The version in force; 0 before the first publishing.
  version int NOT NULL DEFAULT 0,
  -- Why the service centre took it off, for as long as it did.
  reasons text,
  made_at timestamptz NOT NULL,
  UNIQUE (id, organisation_id),
  CONSTRAINT open_once_published CHECK (state <> 'open' OR version > 0),
  CONSTRAINT withdrawn_with_reasons CHECK ((state = 'withdrawn') = (reasons IS NOT NULL))
);
CREATE UNIQUE INDEX store_main ON market.store (organisation_id) WHERE main;
CREATE INDEX store_organisation ON market.store (organisation_id);
CREATE INDEX store_open ON market.store (slug) WHERE state = 'open';

CREATE TABLE market.store_version (
  store_id uuid NOT NULL REFERENCES market.store,
  number int NOT NULL CHECK (number > 0),
  content jsonb NOT NULL,
  actor_id text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (store_id, number)
);
SELECT kernel.append_only('market.store_version');

-- A listing belongs to one store; without a row, to its seller's main one.
CREATE TABLE market.store_listing (
  listing_id uuid PRIMARY KEY,
  store_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  FOREIGN KEY (listing_id, organisation_id) REFERENCES market.listing (id, organisation_id) ON DELETE CASCADE,
  FOREIGN KEY (store_id, organisation_id) REFERENCES market.store (id, organisation_id) ON DELETE CASCADE
);
CREATE INDEX store_listing_store ON market.store_listing (store_id);

-- Somebody asks the service centre to look at a store.
CREATE TABLE market.store_report (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  store_id uuid NOT NULL REFERENCES market.store,
  version int NOT NULL,
  reporter_id uuid NOT NULL,
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  at timestamptz NOT NULL,
  decision text CHECK (decision IN ('kept', 'withdrawn')),
  decided_at timestamptz,
  CONSTRAINT decided_whole CHECK ((decision IS NULL) = (decided_at IS NULL))
);
CREATE UNIQUE INDEX store_report_once ON market.store_report (store_id, reporter_id) WHERE decision IS NULL;
CREATE INDEX store_report_open ON market.store_report (at) WHERE decision IS NULL;
