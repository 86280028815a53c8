-- What a unit cost by itself when the package was booked: goods that are handed over become an order, which says so.
ALTER TABLE tourism.booked_goods ADD price_fen bigint CHECK (price_fen > 0);
UPDATE tourism.booked_goods g SET price_fen = (b.total_fen + g.units - 1) / g.units FROM tourism.booking b WHERE b.id = g.booking_id;
ALTER TABLE tourism.booked_goods ALTER price_fen SET NOT NULL;
