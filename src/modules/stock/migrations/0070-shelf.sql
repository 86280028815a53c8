-- Published for the observatory: units a buyer could take, by item and the last day on which they may be sold.
CREATE VIEW stock.takeable AS
SELECT item_id, expires_on, sum(available_units)::bigint AS units FROM stock.lot WHERE available_units > 0 AND stops = 0 GROUP BY item_id, expires_on;
