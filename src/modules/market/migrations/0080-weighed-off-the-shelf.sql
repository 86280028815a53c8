-- What the scale decides stands on a shelf: a listing sold ahead or made to order has one price for a unit. Where both had been said,
-- the price for a unit, which buyers have paid until now, stays.
UPDATE market.listing SET weigh_basis_grams = NULL, weigh_tolerance_percent = NULL WHERE supply <> 'stock' AND weigh_basis_grams IS NOT NULL;
ALTER TABLE market.listing ADD CONSTRAINT weighed_off_the_shelf CHECK (weigh_basis_grams IS NULL OR supply = 'stock');
