-- What is found of listings follows a statement that changes many of them in one statement, not row by row.
DROP TRIGGER follow_listing ON market.listing;
CREATE OR REPLACE FUNCTION market.follow_listing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE market.search_entry e SET organisation_id = n.organisation_id, freight_template_id = n.freight_template_id, open = n.state = 'open',
    category = n.category, village_code = n.village_code, storage = n.storage, season_months = n.season_months, price_fen = n.price_fen,
    jin_fen = greatest(1, round(n.price_fen * 500.0 / n.net_grams)), sold_units = n.sold_units,
    certificates = market.certificate_bits(n.certificate, n.licence_number)
  FROM after n JOIN before o ON o.id = n.id
  WHERE e.listing_id = n.id AND (o.organisation_id, o.freight_template_id, o.state, o.category, o.village_code, o.storage, o.season_months, o.price_fen,
      o.net_grams, o.sold_units, o.certificate, o.licence_number)
    IS DISTINCT FROM (n.organisation_id, n.freight_template_id, n.state, n.category, n.village_code, n.storage, n.season_months, n.price_fen,
      n.net_grams, n.sold_units, n.certificate, n.licence_number);
  RETURN NULL;
END $$;
CREATE TRIGGER follow_listing AFTER UPDATE ON market.listing REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION market.follow_listing();
