-- A template every seller starts with, until the seller changes it.
ALTER TABLE delivery.freight_template ADD COLUMN is_default boolean NOT NULL DEFAULT false;
