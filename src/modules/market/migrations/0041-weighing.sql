-- Goods sold by weight: the price is for so many grams, each unit weighs about its net weight, and the scale decides at packing.
ALTER TABLE market.listing
  ADD COLUMN weigh_basis_grams int CHECK (weigh_basis_grams IN (500, 1000)),
  -- How far below what was ordered a line may weigh without a reason, and how far above it nothing more is asked.
  ADD COLUMN weigh_tolerance_percent int CHECK (weigh_tolerance_percent BETWEEN 1 AND 30),
  ADD CONSTRAINT weigh_terms_whole CHECK ((weigh_basis_grams IS NULL) = (weigh_tolerance_percent IS NULL)),
  -- A whole number of fen for each 500 g or kilogram, so that the price on the page is the price charged.
  ADD CONSTRAINT weigh_price_even CHECK (weigh_basis_grams IS NULL OR price_fen * weigh_basis_grams % net_grams = 0);

CREATE OR REPLACE FUNCTION market.listing_content(l market.listing) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('titleZh', l.title_zh, 'titleEn', l.title_en, 'descriptionZh', l.description_zh, 'descriptionEn', l.description_en,
    'category', l.category, 'villageCode', l.village_code, 'gtin', l.gtin, 'priceFen', l.price_fen, 'netGrams', l.net_grams, 'storage', l.storage,
    'shelfLifeDays', l.shelf_life_days, 'seasonMonths', l.season_months, 'offSeason', l.off_season, 'productClass', l.product_class,
    'producer', l.producer, 'licenceNumber', l.licence_number, 'certificate', l.certificate, 'photoIds', to_jsonb(l.photo_ids),
    'weighBasisGrams', l.weigh_basis_grams, 'weighTolerancePercent', l.weigh_tolerance_percent)
$$;
DROP TRIGGER version_listing ON market.listing;
CREATE TRIGGER version_listing BEFORE INSERT OR UPDATE OF title_zh, title_en, description_zh, description_en, category, village_code, price_fen,
  net_grams, storage, shelf_life_days, season_months, off_season, product_class, producer, licence_number, certificate, photo_ids,
  weigh_basis_grams, weigh_tolerance_percent
ON market.listing FOR EACH ROW EXECUTE FUNCTION market.version_listing();

-- What the buyer saw, and what the scale said of the units that leave. `charged_fen` is what is charged for them, `weighed_back_fen` what
-- weighing gave back of the line.
ALTER TABLE market.order_line
  ADD COLUMN weigh_basis_grams int CHECK (weigh_basis_grams IN (500, 1000)),
  ADD COLUMN weigh_tolerance_percent int CHECK (weigh_tolerance_percent BETWEEN 1 AND 30),
  ADD COLUMN weighed_grams bigint,
  ADD COLUMN weighed_units int,
  ADD COLUMN charged_fen bigint,
  ADD COLUMN weighed_back_fen bigint NOT NULL DEFAULT 0,
  ADD CONSTRAINT weigh_terms_whole CHECK ((weigh_basis_grams IS NULL) = (weigh_tolerance_percent IS NULL)),
  ADD CONSTRAINT weighed_whole CHECK ((weighed_grams IS NULL) = (weighed_units IS NULL) AND (weighed_grams IS NULL) = (charged_fen IS NULL)),
  ADD CONSTRAINT weighed_where_by_weight CHECK (weighed_grams IS NULL OR weigh_basis_grams IS NOT NULL),
  ADD CONSTRAINT weighed_units_sold CHECK (weighed_units BETWEEN 1 AND units),
  -- From half of what was ordered to the most a seller may give in addition.
  ADD CONSTRAINT weighed_plausible CHECK (weighed_grams * 2 >= weighed_units::bigint * net_grams
    AND weighed_grams * 100 <= weighed_units::bigint * net_grams * (100 + weigh_tolerance_percent)),
  ADD CONSTRAINT charged_within_paid CHECK (charged_fen BETWEEN 0 AND paid_fen),
  ADD CONSTRAINT weighed_back_within_refunded CHECK (weighed_back_fen BETWEEN 0 AND refunded_fen);

-- Every figure of the scale, as it was entered; what it gave back is never below nothing.
CREATE TABLE market.weighing (
  order_id uuid NOT NULL,
  line int NOT NULL,
  id uuid NOT NULL DEFAULT uuidv7(),
  at timestamptz NOT NULL,
  grams bigint NOT NULL CHECK (grams > 0),
  units int NOT NULL CHECK (units > 0),
  charged_fen bigint NOT NULL CHECK (charged_fen >= 0),
  back_fen bigint NOT NULL CHECK (back_fen >= 0),
  reason text NOT NULL DEFAULT '' CHECK (length(reason) <= 120),
  actor_kind text NOT NULL,
  PRIMARY KEY (order_id, line, id),
  FOREIGN KEY (order_id, line) REFERENCES market.order_line
);
SELECT kernel.append_only('market.weighing');

-- How freight hung on weight at the checkout, for orders with goods sold by weight: a lighter parcel costs less.
ALTER TABLE market."order" ADD COLUMN freight_terms jsonb;

-- Nothing leaves before the scale has spoken of what leaves.
CREATE FUNCTION market.weighed_before_shipped() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM market.order_line l WHERE l.order_id = NEW.id AND l.weigh_basis_grams IS NOT NULL AND l.refunded_units < l.units
    AND l.weighed_units IS DISTINCT FROM l.units - l.refunded_units) THEN
    RAISE 'an order leaves before its goods are weighed' USING ERRCODE = 'check_violation', CONSTRAINT = 'weighed_before_shipped';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER weighed_before_shipped AFTER UPDATE OF state ON market."order" FOR EACH ROW WHEN (NEW.state = 'shipped' AND OLD.state <> 'shipped')
  EXECUTE FUNCTION market.weighed_before_shipped();

-- What was sold, in the weight that left.
CREATE OR REPLACE VIEW market.sale AS
SELECT o.id AS order_id, o.paid_at, o.organisation_id, o.province_code, l.village_code, l.category, l.listing_id, l.title_zh, l.title_en,
       l.units - l.refunded_units AS units, l.paid_fen - l.refunded_fen AS amount_fen,
       CASE WHEN l.weighed_units IS NULL THEN (l.units - l.refunded_units) * l.net_grams::bigint
         ELSE l.weighed_grams * least(l.units - l.refunded_units, l.weighed_units) / l.weighed_units END AS weight_grams
FROM market."order" o JOIN market.order_line l ON l.order_id = o.id
WHERE o.paid_at IS NOT NULL AND o.state NOT IN ('cancelled', 'refunded');
