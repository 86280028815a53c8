-- How a listing is supplied, and how an order was. A listing that stands for one piece shows it.
ALTER TABLE market.listing
  ADD COLUMN supply text NOT NULL DEFAULT 'stock' CHECK (supply IN ('stock', 'harvest', 'making')),
  ADD COLUMN one_of_a_kind boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT one_piece_is_there CHECK (NOT one_of_a_kind OR supply = 'stock');

ALTER TABLE market."order" ADD COLUMN supply text NOT NULL DEFAULT 'stock' CHECK (supply IN ('stock', 'harvest', 'making'));
ALTER TABLE market."order" DROP CONSTRAINT order_state_check;
ALTER TABLE market."order" ADD CONSTRAINT order_state_check CHECK (state IN ('awaiting_payment', 'awaiting_harvest', 'in_making', 'paid', 'shipped',
  'received', 'completed', 'cancelled', 'expired', 'refunded'));
ALTER TABLE market."order" ADD CONSTRAINT waits_as_supplied CHECK ((state <> 'awaiting_harvest' OR supply = 'harvest') AND (state <> 'in_making' OR supply = 'making'));

-- Goods taken in place of others that did not come: what the buyer had ordered first, and what went back of the price.
CREATE TABLE market.order_swap (
  order_id uuid NOT NULL,
  line int NOT NULL,
  at timestamptz NOT NULL,
  from_version_id uuid,
  from_title_zh text NOT NULL,
  from_title_en text NOT NULL,
  -- What the units taken cost, and the difference given back.
  price_fen bigint NOT NULL CHECK (price_fen > 0),
  back_fen bigint NOT NULL CHECK (back_fen >= 0),
  PRIMARY KEY (order_id, line),
  FOREIGN KEY (order_id, line) REFERENCES market.order_line
);
SELECT kernel.append_only('market.order_swap');
-- Part of a line's price that went back with a swap; later refunds of units share what is left of the price.
ALTER TABLE market.order_line ADD COLUMN swap_back_fen bigint NOT NULL DEFAULT 0,
  ADD CONSTRAINT swap_back_was_refunded CHECK (swap_back_fen BETWEEN 0 AND refunded_fen);
