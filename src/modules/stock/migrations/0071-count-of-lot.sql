-- When a lot was last counted.
CREATE INDEX count_lot ON stock.count (lot_id, at DESC);
