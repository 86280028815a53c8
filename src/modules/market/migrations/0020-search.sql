-- What buyers search and filter, one narrow row for each listing: 100,000 of them are some 30 MB, so that the thousands that
-- match a short word can be looked at and the best taken. Lexemes beyond 2 KB, which is most listings', stand apart (toast_tuple_target) and are read by the index only.
CREATE TABLE market.search_entry (
  listing_id uuid PRIMARY KEY REFERENCES market.listing ON DELETE CASCADE,
  organisation_id uuid NOT NULL,
  freight_template_id uuid NOT NULL,
  open boolean NOT NULL,
  sold_out boolean NOT NULL DEFAULT false,
  category text NOT NULL,
  village_code text NOT NULL,
  storage text NOT NULL,
  season_months int NOT NULL,
  -- One bit for each kind of certificate confirmed, see certificate.ts.
  certificates int NOT NULL DEFAULT 0,
  price_fen bigint NOT NULL,
  jin_fen bigint NOT NULL,
  sold_units bigint NOT NULL DEFAULT 0,
  -- Points of order (rank.ts); written by a job, so that no search computes them. The default is a new listing's.
  rank int NOT NULL DEFAULT 600,
  -- What the goods are called, for suggestions.
  name_zh text NOT NULL,
  name_en text NOT NULL,
  -- Which edition of the lexemes this is; a job makes outdated ones anew.
  edition int NOT NULL,
  search tsvector NOT NULL
) WITH (fillfactor = 80, toast_tuple_target = 128);
-- Lexemes have no statistics worth their planning: a match always goes through the index.
ALTER TABLE market.search_entry ALTER COLUMN search SET STATISTICS 0;

INSERT INTO market.search_entry (listing_id, organisation_id, freight_template_id, open, category, village_code, storage, season_months, price_fen, jin_fen,
  sold_units, name_zh, name_en, edition, search)
SELECT id, organisation_id, freight_template_id, state = 'open', category, village_code, storage, season_months, price_fen,
  greatest(1, round(price_fen * 500.0 / net_grams)), sold_units, title_zh, title_en, 0, strip(search)
FROM market.listing;

CREATE INDEX search_entry_lexemes ON market.search_entry USING gin (search) WHERE open;
CREATE INDEX search_entry_category ON market.search_entry (category, listing_id DESC) WHERE open;
CREATE INDEX search_entry_village ON market.search_entry (village_code text_pattern_ops, listing_id DESC) WHERE open;
CREATE INDEX search_entry_organisation ON market.search_entry (organisation_id, listing_id DESC) WHERE open;
CREATE INDEX search_entry_newest ON market.search_entry (listing_id DESC) WHERE open;
CREATE INDEX search_entry_jin ON market.search_entry (jin_fen, listing_id DESC) WHERE open;
CREATE INDEX search_entry_outdated ON market.search_entry (edition);

DROP INDEX market.listing_search, market.listing_similarity, market.listing_category, market.listing_village;
ALTER TABLE market.listing DROP COLUMN search, DROP COLUMN similarity;

-- Whoever changes a listing changes what is found of it.
CREATE FUNCTION market.follow_listing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE market.search_entry SET organisation_id = NEW.organisation_id, freight_template_id = NEW.freight_template_id, open = NEW.state = 'open',
    category = NEW.category, village_code = NEW.village_code, storage = NEW.storage, season_months = NEW.season_months, price_fen = NEW.price_fen,
    jin_fen = greatest(1, round(NEW.price_fen * 500.0 / NEW.net_grams)), sold_units = NEW.sold_units
  WHERE listing_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER follow_listing AFTER UPDATE ON market.listing FOR EACH ROW WHEN (
  (OLD.organisation_id, OLD.freight_template_id, OLD.state, OLD.category, OLD.village_code, OLD.storage, OLD.season_months, OLD.price_fen, OLD.net_grams, OLD.sold_units)
  IS DISTINCT FROM
  (NEW.organisation_id, NEW.freight_template_id, NEW.state, NEW.category, NEW.village_code, NEW.storage, NEW.season_months, NEW.price_fen, NEW.net_grams, NEW.sold_units)
) EXECUTE FUNCTION market.follow_listing();

-- How many open listings each category and village has: differences added as they happen, folded by a job. Counting 100,000 rows for
-- every page would cost more than the page; one counter for each would make sellers wait for each other.
CREATE TABLE market.facet (kind text NOT NULL CHECK (kind IN ('category', 'village')), code text NOT NULL, listings int NOT NULL);
INSERT INTO market.facet SELECT 'category', category, count(*) FROM market.search_entry WHERE open GROUP BY category;
INSERT INTO market.facet SELECT 'village', village_code, count(*) FROM market.search_entry WHERE open GROUP BY village_code;

CREATE FUNCTION market.count_new_facets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO market.facet SELECT 'category', category, count(*) FROM added WHERE open GROUP BY category
  UNION ALL SELECT 'village', village_code, count(*) FROM added WHERE open GROUP BY village_code;
  RETURN NULL;
END $$;
CREATE TRIGGER count_new_facets AFTER INSERT ON market.search_entry REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION market.count_new_facets();

CREATE FUNCTION market.count_changed_facets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.open THEN
    INSERT INTO market.facet VALUES ('category', OLD.category, -1), ('village', OLD.village_code, -1);
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.open THEN
    INSERT INTO market.facet VALUES ('category', NEW.category, 1), ('village', NEW.village_code, 1);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER count_changed_facets AFTER UPDATE ON market.search_entry FOR EACH ROW
  WHEN ((OLD.open, OLD.category, OLD.village_code) IS DISTINCT FROM (NEW.open, NEW.category, NEW.village_code))
  EXECUTE FUNCTION market.count_changed_facets();
CREATE TRIGGER count_gone_facets AFTER DELETE ON market.search_entry FOR EACH ROW EXECUTE FUNCTION market.count_changed_facets();

-- What goods are called, by everything a person may begin to type of it: Chinese, pinyin, initials, English.
CREATE TABLE market.search_term (
  key text COLLATE "C" NOT NULL CHECK (length(key) BETWEEN 1 AND 60),
  lang text NOT NULL CHECK (lang IN ('zh', 'en')),
  term text NOT NULL,
  -- True where the key begins the term; false where it begins a later part.
  whole boolean NOT NULL,
  -- Open listings called so; counted anew by a job.
  listings int NOT NULL DEFAULT 1 CHECK (listings >= 0),
  PRIMARY KEY (key, lang, term)
);
CREATE INDEX search_term_near ON market.search_term USING gin (key public.gin_trgm_ops);

-- The best by rank, of every category and of all: walked in that order until a page is full, without looking at every listing.
CREATE TABLE market.front (listing_id uuid PRIMARY KEY REFERENCES market.listing ON DELETE CASCADE, rank int NOT NULL);
CREATE INDEX front_rank ON market.front (rank DESC, listing_id DESC);

-- Published for other modules: which listings were paid for in one checkout.
CREATE VIEW market.checkout_line AS
SELECT o.payment_id, l.listing_id, o.paid_at
FROM market."order" o JOIN market.order_line l ON l.order_id = o.id
WHERE o.paid_at IS NOT NULL AND l.refunded_units < l.units;
