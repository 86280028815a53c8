-- Orders shipped before stock knew of shipping: their units have left their lots' shelves. Only orders know which those are.
WITH gone AS (
  UPDATE stock.hold h SET state = 'shipped' FROM market."order" o
  WHERE o.id = h.order_id AND o.shipped_at IS NOT NULL AND h.state = 'sold' RETURNING h.lot_id, h.order_id, h.units, o.shipped_at
), lots AS (
  UPDATE stock.lot l SET shipped_units = shipped_units + g.units FROM (SELECT lot_id, sum(units) AS units FROM gone GROUP BY 1) g WHERE l.id = g.lot_id
), places AS (
  UPDATE stock.lot_place p SET units = p.units - g.units FROM (SELECT lot_id, sum(units) AS units FROM gone GROUP BY 1) g WHERE p.lot_id = g.lot_id
)
INSERT INTO stock.movement (lot_id, at, kind, units, place_id, order_id)
SELECT g.lot_id, g.shipped_at, 'shipped', g.units, p.place_id, g.order_id FROM gone g JOIN stock.lot_place p USING (lot_id);
