-- Published for the observatory: every order that was placed and what became of it; no name, no address.
CREATE VIEW market.purchase AS
SELECT o.id AS order_id, o.code, o.payment_id, o.buyer_id, o.organisation_id, o.province_code, o.state, o.placed_at, o.paid_at, o.shipped_at,
  o.goods_fen, l.lines, l.units, l.village_code,
  o.paid_at IS NOT NULL AND o.state NOT IN ('cancelled', 'refunded') AS kept,
  -- The buyer's own cancellation is noted with this one word; any other came from the seller.
  o.paid_at IS NOT NULL AND EXISTS (SELECT FROM market.order_step s WHERE s.order_id = o.id AND s.step = 'cancel' AND s.note <> 'buyer') AS cancelled_by_seller
FROM market."order" o, LATERAL (
  SELECT count(*)::int AS lines, sum(l.units)::int AS units, (array_agg(l.village_code ORDER BY l.line))[1] AS village_code
  FROM market.order_line l WHERE l.order_id = o.id
) l;
CREATE INDEX order_placed ON market."order" (placed_at);

-- Published for the observatory: what is on sale, and of which goods.
CREATE VIEW market.on_sale AS
SELECT id AS listing_id, organisation_id, item_id, title_zh, title_en FROM market.listing WHERE state = 'open';
