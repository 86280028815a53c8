-- The door of a gift: what the card's code leads to. 122 random bits, so that nobody finds one who was not given it.
ALTER TABLE delivery.consignment ADD COLUMN door uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE;
