-- Which rule gave a line its unit price: the list, a group of customers, a number of units, certain days. Older lines have none.
ALTER TABLE market.order_line
  ADD COLUMN price_source text CHECK (price_source IN ('list', 'group', 'units', 'days')),
  -- {id, unitsFrom, startsOn, endsOn, groupZh, groupEn}: the price list's entry as it stood.
  ADD COLUMN price_rule jsonb,
  ADD CONSTRAINT price_rule_named CHECK ((price_rule IS NOT NULL) = (price_source IS NOT NULL AND price_source <> 'list')),
  ADD CONSTRAINT price_source_explains CHECK (price_source IS NULL OR (price_source = 'list') = (price_fen = list_fen));
