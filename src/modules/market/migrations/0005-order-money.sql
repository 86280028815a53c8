-- What a line cost, fen by fen: the list price seen, the price after price lists and breaks, what promotions took, what is
-- paid for it, and what went back of that.
ALTER TABLE market.order_line
  ADD COLUMN list_fen bigint,
  ADD COLUMN discount_fen bigint NOT NULL DEFAULT 0,
  ADD COLUMN paid_fen bigint,
  ADD COLUMN refunded_fen bigint NOT NULL DEFAULT 0;
ALTER TABLE market."order" ADD COLUMN freight_refunded_fen bigint NOT NULL DEFAULT 0;

UPDATE market.order_line l SET list_fen = price_fen, paid_fen = units * price_fen,
  refunded_fen = CASE WHEN o.refunded_fen = o.goods_fen + o.freight_fen THEN units * price_fen ELSE refunded_units * price_fen END
FROM market."order" o WHERE o.id = l.order_id;
UPDATE market."order" o SET freight_refunded_fen = refunded_fen - (SELECT sum(l.refunded_fen) FROM market.order_line l WHERE l.order_id = o.id)
WHERE refunded_fen > 0;

ALTER TABLE market.order_line
  ALTER COLUMN list_fen SET NOT NULL,
  ALTER COLUMN paid_fen SET NOT NULL,
  ADD CONSTRAINT list_price_given CHECK (list_fen > 0),
  ADD CONSTRAINT paid_is_price_less_discount CHECK (discount_fen >= 0 AND paid_fen >= 0 AND paid_fen = units * price_fen - discount_fen),
  ADD CONSTRAINT refunded_within_paid CHECK (refunded_fen BETWEEN 0 AND paid_fen);
ALTER TABLE market."order" ADD CONSTRAINT freight_refunded_within_freight
  CHECK (freight_refunded_fen BETWEEN 0 AND freight_fen AND freight_refunded_fen <= refunded_fen);

-- Who bears each fen a promotion took off a line.
CREATE TABLE market.order_discount (
  order_id uuid NOT NULL,
  line int NOT NULL,
  position int NOT NULL CHECK (position >= 0),
  -- The kind of rule, such as coupon or reduction, and which one.
  source text NOT NULL CHECK (source ~ '^[a-z_]{1,40}$'),
  source_id uuid,
  title_zh text NOT NULL,
  title_en text NOT NULL,
  bearer_kind text NOT NULL CHECK (bearer_kind IN ('seller', 'platform', 'brand')),
  -- The organisation that bears it; the platform bears as itself.
  bearer_id uuid,
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  PRIMARY KEY (order_id, line, position),
  FOREIGN KEY (order_id, line) REFERENCES market.order_line,
  CONSTRAINT bearer_named CHECK ((bearer_kind = 'platform') = (bearer_id IS NULL))
);
CREATE INDEX order_discount_source ON market.order_discount (source_id) WHERE source_id IS NOT NULL;
SELECT kernel.append_only('market.order_discount');

-- An order's goods are what its lines cost, and each line's discount is what its bearers bear.
CREATE FUNCTION market.order_lines_add_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM (SELECT order_id, sum(paid_fen) AS fen FROM placed GROUP BY 1) l
    JOIN market."order" o ON o.id = l.order_id WHERE o.goods_fen <> l.fen
  ) THEN
    RAISE 'an order''s goods differ from its lines' USING ERRCODE = 'check_violation', CONSTRAINT = 'goods_are_lines';
  END IF;
  IF EXISTS (
    SELECT FROM placed l WHERE discount_fen <> (
      SELECT coalesce(sum(d.amount_fen), 0) FROM market.order_discount d WHERE d.order_id = l.order_id AND d.line = l.line)
  ) THEN
    RAISE 'a line''s discount differs from what is borne' USING ERRCODE = 'check_violation', CONSTRAINT = 'discount_is_borne';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER order_lines_add_up AFTER INSERT ON market.order_line
  REFERENCING NEW TABLE AS placed FOR EACH STATEMENT EXECUTE FUNCTION market.order_lines_add_up();

-- What was sold, line by line, net of refunds: what buyers paid, not what the price list said.
CREATE OR REPLACE VIEW market.sale AS
SELECT o.id AS order_id, o.paid_at, o.organisation_id, o.province_code, l.village_code, l.category, l.listing_id, l.title_zh, l.title_en,
       l.units - l.refunded_units AS units, l.paid_fen - l.refunded_fen AS amount_fen,
       (l.units - l.refunded_units) * l.net_grams::bigint AS weight_grams
FROM market."order" o JOIN market.order_line l ON l.order_id = o.id
WHERE o.paid_at IS NOT NULL AND o.state NOT IN ('cancelled', 'refunded');
