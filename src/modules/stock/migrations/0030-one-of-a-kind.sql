-- A piece of which there is one. Its lots know it through the key, so that a second lot, or a second unit, cannot be.
ALTER TABLE stock.item ADD COLUMN one_of_a_kind boolean NOT NULL DEFAULT false, ADD UNIQUE (id, one_of_a_kind);
ALTER TABLE stock.lot ADD COLUMN one_of_a_kind boolean NOT NULL DEFAULT false;

CREATE FUNCTION stock.lot_as_item() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.one_of_a_kind := (SELECT one_of_a_kind FROM stock.item WHERE id = NEW.item_id);
  RETURN NEW;
END $$;
CREATE TRIGGER lot_as_item BEFORE INSERT ON stock.lot FOR EACH ROW EXECUTE FUNCTION stock.lot_as_item();

ALTER TABLE stock.lot
  ADD CONSTRAINT as_its_item FOREIGN KEY (item_id, one_of_a_kind) REFERENCES stock.item (id, one_of_a_kind) ON UPDATE CASCADE,
  ADD CONSTRAINT one_piece CHECK (NOT one_of_a_kind OR (packed_units = 1 AND available_units + held_units + sold_units + transit_units <= 1));
CREATE UNIQUE INDEX lot_one_piece ON stock.lot (item_id) WHERE one_of_a_kind;
