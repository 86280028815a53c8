-- What a buyer can filter by: the commitment certificate of farm products and the food production licence, as the listing states them and the
-- service centre has let onto the market.
CREATE FUNCTION market.certificate_bits(certificate text, licence_number text) RETURNS int LANGUAGE sql IMMUTABLE AS $$
  SELECT (certificate IS NOT NULL)::int + 2 * (licence_number IS NOT NULL)::int
$$;

UPDATE market.search_entry e SET certificates = market.certificate_bits(l.certificate, l.licence_number) FROM market.listing l
WHERE l.id = e.listing_id AND e.certificates <> market.certificate_bits(l.certificate, l.licence_number);

CREATE OR REPLACE FUNCTION market.follow_listing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE market.search_entry SET organisation_id = NEW.organisation_id, freight_template_id = NEW.freight_template_id, open = NEW.state = 'open',
    category = NEW.category, village_code = NEW.village_code, storage = NEW.storage, season_months = NEW.season_months, price_fen = NEW.price_fen,
    jin_fen = greatest(1, round(NEW.price_fen * 500.0 / NEW.net_grams)), sold_units = NEW.sold_units,
    certificates = market.certificate_bits(NEW.certificate, NEW.licence_number)
  WHERE listing_id = NEW.id;
  RETURN NULL;
END $$;

DROP TRIGGER follow_listing ON market.listing;
CREATE TRIGGER follow_listing AFTER UPDATE ON market.listing FOR EACH ROW WHEN (
  (OLD.organisation_id, OLD.freight_template_id, OLD.state, OLD.category, OLD.village_code, OLD.storage, OLD.season_months, OLD.price_fen, OLD.net_grams,
    OLD.sold_units, OLD.certificate, OLD.licence_number)
  IS DISTINCT FROM
  (NEW.organisation_id, NEW.freight_template_id, NEW.state, NEW.category, NEW.village_code, NEW.storage, NEW.season_months, NEW.price_fen, NEW.net_grams,
    NEW.sold_units, NEW.certificate, NEW.licence_number)
) EXECUTE FUNCTION market.follow_listing();
