-- Labels by product class, the rule for the months out of season, and whether the service centre has let the listing onto the market.
CREATE FUNCTION market.is_food_licence(number text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  product int := 10;
  total int;
BEGIN
  IF number !~ '^SC[12][0-9]{13}$' THEN RETURN false; END IF;
  -- GB/T 17710, MOD 11,10 (ISO/IEC 7064).
  FOR at IN 3..15 LOOP
    total := (product + substr(number, at, 1)::int) % 10;
    product := (CASE total WHEN 0 THEN 10 ELSE total END * 2) % 11;
  END LOOP;
  RETURN (product + substr(number, 16, 1)::int) % 10 = 1;
END $$;

ALTER TABLE market.listing
  ADD COLUMN product_class text CHECK (product_class IN ('edible_farm', 'processed_food', 'craft')),
  ADD COLUMN producer text CHECK (length(producer) BETWEEN 1 AND 80),
  ADD COLUMN licence_number text CHECK (market.is_food_licence(licence_number)),
  ADD COLUMN certificate text CHECK (length(certificate) BETWEEN 1 AND 60),
  ADD CONSTRAINT processed_food_licensed CHECK (product_class IS DISTINCT FROM 'processed_food' OR licence_number IS NOT NULL),
  ADD COLUMN off_season text NOT NULL DEFAULT 'sold' CHECK (off_season IN ('sold', 'announced', 'closed')),
  -- Closed by the calendar, which opens it again.
  ADD COLUMN rests boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT rests_closed CHECK (NOT rests OR state = 'closed'),
  ADD COLUMN approved boolean NOT NULL DEFAULT true,
  ADD CONSTRAINT on_sale_only_approved CHECK (state = 'closed' OR approved),
  ADD COLUMN photo_ids uuid[] NOT NULL DEFAULT '{}',
  ADD COLUMN edited_at timestamptz,
  ADD COLUMN version_id uuid,
  ADD COLUMN version int NOT NULL DEFAULT 0;

-- A photo taken away stays for the versions that showed it.
ALTER TABLE market.photo ALTER COLUMN position DROP NOT NULL;

CREATE TABLE market.listing_version (
  id uuid PRIMARY KEY,
  listing_id uuid NOT NULL,
  number int NOT NULL CHECK (number > 0),
  -- What a buyer saw, by the names of the listing's view.
  content jsonb NOT NULL,
  at timestamptz NOT NULL,
  UNIQUE (listing_id, number)
);
SELECT kernel.append_only('market.listing_version');

CREATE FUNCTION market.listing_content(l market.listing) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('titleZh', l.title_zh, 'titleEn', l.title_en, 'descriptionZh', l.description_zh, 'descriptionEn', l.description_en,
    'category', l.category, 'villageCode', l.village_code, 'gtin', l.gtin, 'priceFen', l.price_fen, 'netGrams', l.net_grams, 'storage', l.storage,
    'shelfLifeDays', l.shelf_life_days, 'seasonMonths', l.season_months, 'offSeason', l.off_season, 'productClass', l.product_class,
    'producer', l.producer, 'licenceNumber', l.licence_number, 'certificate', l.certificate, 'photoIds', to_jsonb(l.photo_ids))
$$;

-- Every edit makes a version, whoever makes it and by whichever statement.
CREATE FUNCTION market.version_listing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.version > 0 AND market.listing_content(OLD) = market.listing_content(NEW) THEN RETURN NEW; END IF;
    NEW.version := OLD.version + 1;
  ELSE
    NEW.version := 1;
    NEW.edited_at := NEW.opened_at;
  END IF;
  NEW.version_id := uuidv7();
  INSERT INTO market.listing_version (id, listing_id, number, content, at)
  VALUES (NEW.version_id, NEW.id, NEW.version, market.listing_content(NEW), coalesce(NEW.edited_at, now()));
  -- Set again by the next edit; one that does not say when is taken to be now.
  NEW.edited_at := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER version_listing BEFORE INSERT OR UPDATE OF title_zh, title_en, description_zh, description_en, category, village_code, price_fen,
  net_grams, storage, shelf_life_days, season_months, off_season, product_class, producer, licence_number, certificate, photo_ids
ON market.listing FOR EACH ROW EXECUTE FUNCTION market.version_listing();

CREATE FUNCTION market.show_photos() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  shown uuid := coalesce(NEW.listing_id, OLD.listing_id);
BEGIN
  UPDATE market.listing SET photo_ids = ARRAY(SELECT id FROM market.photo WHERE listing_id = shown AND position IS NOT NULL ORDER BY position)
  WHERE id = shown;
  RETURN NULL;
END $$;
CREATE TRIGGER show_photos AFTER INSERT OR UPDATE OF position OR DELETE ON market.photo FOR EACH ROW EXECUTE FUNCTION market.show_photos();

UPDATE market.listing l SET edited_at = now(),
  photo_ids = ARRAY(SELECT id FROM market.photo p WHERE p.listing_id = l.id AND p.position IS NOT NULL ORDER BY p.position);
ALTER TABLE market.listing ALTER COLUMN version_id SET NOT NULL, ADD CONSTRAINT versioned CHECK (version > 0);

-- What the buyer saw; lines older than versions have none.
ALTER TABLE market.order_line ADD COLUMN version_id uuid;

-- Sellers whose listings the service centre sees before they are sold, and those it trusts; the rest as the default says.
CREATE TABLE market.review_mode (
  organisation_id uuid PRIMARY KEY,
  mode text NOT NULL CHECK (mode IN ('before', 'trusted'))
);
CREATE TABLE market.review_default (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  mode text NOT NULL CHECK (mode IN ('before', 'trusted'))
);
INSERT INTO market.review_default (mode) VALUES ('trusted');
CREATE FUNCTION market.reviewed_before(organisation uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((SELECT mode FROM market.review_mode WHERE organisation_id = organisation), (SELECT mode FROM market.review_default)) = 'before'
$$;

CREATE TABLE market.review (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  listing_id uuid NOT NULL REFERENCES market.listing,
  organisation_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('draft', 'submitted', 'approved', 'returned', 'withdrawn')),
  -- The words and labels asked for; a new listing asks for what it holds.
  proposal jsonb NOT NULL,
  reasons text,
  submitted_at timestamptz NOT NULL,
  decided_at timestamptz,
  decided_by text,
  CONSTRAINT returned_with_reasons CHECK (state <> 'returned' OR length(reasons) > 0),
  CONSTRAINT decided_when_ended CHECK ((decided_at IS NOT NULL) = (state IN ('approved', 'returned', 'withdrawn')))
);
CREATE UNIQUE INDEX review_open ON market.review (listing_id) WHERE state IN ('draft', 'submitted');
CREATE INDEX review_listing ON market.review (listing_id, id DESC);
CREATE INDEX review_queue ON market.review (state, id);
CREATE INDEX review_organisation ON market.review (organisation_id, id DESC);

-- Listings that are one goods in several grades, weights or packings share a page.
CREATE TABLE market.variant_group (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organisation_id uuid NOT NULL,
  UNIQUE (id, organisation_id)
);
ALTER TABLE market.listing ADD UNIQUE (id, organisation_id);
CREATE TABLE market.variant (
  listing_id uuid PRIMARY KEY,
  group_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  position int NOT NULL CHECK (position BETWEEN 0 AND 19),
  grade_zh text NOT NULL DEFAULT '' CHECK (length(grade_zh) <= 20),
  grade_en text NOT NULL DEFAULT '' CHECK (length(grade_en) <= 40),
  packing_zh text NOT NULL DEFAULT '' CHECK (length(packing_zh) <= 20),
  packing_en text NOT NULL DEFAULT '' CHECK (length(packing_en) <= 40),
  UNIQUE (group_id, position),
  -- All of one seller.
  FOREIGN KEY (listing_id, organisation_id) REFERENCES market.listing (id, organisation_id),
  FOREIGN KEY (group_id, organisation_id) REFERENCES market.variant_group (id, organisation_id)
);
