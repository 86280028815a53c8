-- Goods of several sellers at one price. Each part states what its seller gets for it, and counts once that seller agreed.
CREATE TABLE market.bundle (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  -- Who put it together.
  organisation_id uuid NOT NULL,
  title_zh text NOT NULL CHECK (length(title_zh) BETWEEN 1 AND 80),
  title_en text NOT NULL CHECK (length(title_en) BETWEEN 1 AND 160),
  description_zh text NOT NULL DEFAULT '',
  description_en text NOT NULL DEFAULT '',
  state text NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'open', 'closed')),
  proposed_at timestamptz NOT NULL
);
CREATE INDEX bundle_open ON market.bundle (id DESC) WHERE state = 'open';
CREATE TABLE market.bundle_part (
  bundle_id uuid NOT NULL REFERENCES market.bundle,
  position int NOT NULL CHECK (position BETWEEN 0 AND 9),
  listing_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  units int NOT NULL CHECK (units BETWEEN 1 AND 99),
  -- What is paid for these units together.
  share_fen bigint NOT NULL CHECK (share_fen BETWEEN 1 AND 10000000000),
  agreed_at timestamptz,
  PRIMARY KEY (bundle_id, position),
  UNIQUE (bundle_id, listing_id),
  FOREIGN KEY (listing_id, organisation_id) REFERENCES market.listing (id, organisation_id)
);
CREATE INDEX bundle_part_listing ON market.bundle_part (listing_id);
CREATE INDEX bundle_part_organisation ON market.bundle_part (organisation_id, bundle_id);

CREATE FUNCTION market.bundle_agreed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state = 'open' AND (EXISTS (SELECT FROM market.bundle_part WHERE bundle_id = NEW.id AND agreed_at IS NULL)
    OR (SELECT count(*) FROM market.bundle_part WHERE bundle_id = NEW.id) < 2) THEN
    RAISE EXCEPTION 'bundle % is not agreed by all', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'open_when_agreed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bundle_agreed BEFORE INSERT OR UPDATE ON market.bundle FOR EACH ROW EXECUTE FUNCTION market.bundle_agreed();
