-- A gift of a stay or a visit: paid to one supplier, whose gateway freezes it until it is used or goes back. Its id is its payment's share.
CREATE TABLE tourism.voucher (
  id uuid PRIMARY KEY,
  -- What the code on the card leads to; whoever has it may use the voucher.
  door uuid NOT NULL UNIQUE,
  organisation_id uuid NOT NULL,
  -- For one product or house; for anything of the supplier where both are null.
  product_id uuid REFERENCES tourism.product,
  house_id uuid REFERENCES tourism.house,
  value_fen bigint NOT NULL CHECK (value_fen > 0),
  giver_id uuid NOT NULL,
  giver text NOT NULL,
  card text NOT NULL,
  payment_id uuid NOT NULL UNIQUE,
  -- Held until it is paid, then confirmed; redeemed by a confirmed booking; released when the giver takes it back; expired after its last day.
  state text NOT NULL DEFAULT 'held' CHECK (state IN ('held', 'confirmed', 'redeemed', 'released', 'expired')),
  made_at timestamptz NOT NULL,
  last_day date NOT NULL,
  ended_at timestamptz,
  -- The booking it is put to: its own once confirmed, while that is held only for as long.
  booking_id uuid REFERENCES tourism.booking,
  -- What went back to the giver: what a booking costs less, all of what is not used, and what a policy gives back.
  refunded_fen bigint NOT NULL DEFAULT 0 CHECK (refunded_fen >= 0),
  CONSTRAINT for_one_thing CHECK (num_nonnulls(product_id, house_id) <= 1),
  CONSTRAINT refunded_within_value CHECK (refunded_fen <= value_fen),
  CONSTRAINT redeemed_by_a_booking CHECK (state <> 'redeemed' OR booking_id IS NOT NULL),
  CONSTRAINT unused_goes_back_whole CHECK (state NOT IN ('released', 'expired') OR refunded_fen = value_fen),
  CONSTRAINT nothing_back_before CHECK (state NOT IN ('held', 'confirmed') OR refunded_fen = 0),
  CONSTRAINT ended_with_its_end CHECK ((ended_at IS NULL) = (state IN ('held', 'confirmed')))
);
CREATE UNIQUE INDEX voucher_redeemed_once ON tourism.voucher (booking_id) WHERE state = 'redeemed';
CREATE INDEX voucher_giver ON tourism.voucher (giver_id, id);
CREATE INDEX voucher_due ON tourism.voucher (last_day) WHERE state = 'confirmed';

-- How much of a booking a voucher pays.
ALTER TABLE tourism.booking
  ADD voucher_fen bigint NOT NULL DEFAULT 0 CHECK (voucher_fen >= 0),
  ADD CONSTRAINT voucher_within_total CHECK (voucher_fen <= total_fen),
  ADD CONSTRAINT vouchers_are_guests CHECK (voucher_fen = 0 OR buyer_id IS NOT NULL);
