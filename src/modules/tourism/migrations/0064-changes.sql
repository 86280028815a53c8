-- What a policy kept of what was given up: paid, neither given back nor standing for anything booked any more.
ALTER TABLE tourism.booking
  ADD COLUMN kept_fen bigint NOT NULL DEFAULT 0 CHECK (kept_fen >= 0),
  -- Once a booking was moved to another day, cancelling gives back at most what it would have given on the day of the move.
  ADD COLUMN refund_percent_most int NOT NULL DEFAULT 100 CHECK (refund_percent_most BETWEEN 0 AND 100),
  -- What each night costs for all rooms, in order; empty for visits.
  ADD COLUMN night_fen jsonb NOT NULL DEFAULT '[]',
  ADD CONSTRAINT kept_within_total CHECK (refunded_fen + kept_fen <= total_fen);

-- A change that costs more: what it adds is held under its own id until the difference is paid, which is a payment's share under that id too.
CREATE TABLE tourism.change (
  id uuid PRIMARY KEY REFERENCES tourism.hold,
  booking_id uuid NOT NULL REFERENCES tourism.booking,
  state text NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'made', 'dropped')),
  -- The booking as it will be, and what it will claim.
  wanted jsonb NOT NULL,
  extra_fen bigint NOT NULL CHECK (extra_fen > 0),
  refunded_fen bigint NOT NULL DEFAULT 0 CHECK (refunded_fen >= 0),
  payment_id uuid NOT NULL,
  asked_at timestamptz NOT NULL,
  ended_at timestamptz,
  CONSTRAINT refunded_within_extra CHECK (refunded_fen <= extra_fen),
  CONSTRAINT ended_once CHECK ((state = 'asked') = (ended_at IS NULL))
);
CREATE UNIQUE INDEX change_open ON tourism.change (booking_id) WHERE state = 'asked';
CREATE INDEX change_booking ON tourism.change (booking_id, id);
CREATE INDEX change_payment ON tourism.change (payment_id);

-- Joins to a confirmed hold what another hold keeps for it, so that it then has exactly the claims given: nothing is free to others in between.
-- False where one of them does not stand, where what was used would be given up, or where more is wanted than both keep.
CREATE FUNCTION tourism.absorb_hold(
  keeping uuid, absorbed uuid, owners uuid[], days date[], minutes smallint[], quantities int[], at timestamptz
) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
DECLARE standing int; o uuid[]; d date[]; m smallint[]; has int[]; adds int[]; wanted int[]; unfit boolean;
BEGIN
  PERFORM 1 FROM tourism.hold WHERE id IN (keeping, absorbed) ORDER BY id FOR UPDATE;
  SELECT count(*) INTO standing FROM tourism.hold WHERE (id = keeping AND state = 'confirmed') OR (id = absorbed AND state = 'held');
  IF standing < 2 THEN RETURN false; END IF;
  SELECT array_agg(owner_id), array_agg(day), array_agg(minute), array_agg(coalesce(k.quantity, 0)), array_agg(coalesce(a.quantity, 0)),
    array_agg(coalesce(w.quantity, 0)),
    bool_or(coalesce(w.quantity, 0) > coalesce(k.quantity, 0) + coalesce(a.quantity, 0) OR coalesce(w.quantity, 0) < coalesce(k.redeemed, 0))
  INTO o, d, m, has, adds, wanted, unfit
  FROM (SELECT * FROM tourism.claim WHERE hold_id = keeping) k
    FULL JOIN (SELECT * FROM tourism.claim WHERE hold_id = absorbed) a USING (owner_id, day, minute)
    FULL JOIN unnest(owners, days, minutes, quantities) AS w(owner_id, day, minute, quantity) USING (owner_id, day, minute);
  IF unfit THEN RETURN false; END IF;
  PERFORM tourism.lock_counters(o, d, m);
  UPDATE tourism.counter c SET held = c.held - g.adds, confirmed = c.confirmed + g.wanted - g.has
  FROM unnest(o, d, m, has, adds, wanted) AS g(owner_id, day, minute, has, adds, wanted)
  WHERE (c.owner_id, c.day, c.minute) = (g.owner_id, g.day, g.minute) AND (g.adds <> 0 OR g.wanted <> g.has);
  DELETE FROM tourism.claim WHERE hold_id = absorbed;
  DELETE FROM tourism.claim l USING unnest(o, d, m, wanted) AS g(owner_id, day, minute, wanted)
    WHERE l.hold_id = keeping AND g.wanted = 0 AND (l.owner_id, l.day, l.minute) = (g.owner_id, g.day, g.minute);
  INSERT INTO tourism.claim AS l (hold_id, owner_id, day, minute, quantity) SELECT keeping, * FROM unnest(owners, days, minutes, quantities)
    ON CONFLICT (hold_id, owner_id, day, minute) DO UPDATE SET quantity = EXCLUDED.quantity WHERE l.quantity <> EXCLUDED.quantity;
  UPDATE tourism.hold SET state = 'released', moved_at = at WHERE id = absorbed;
  UPDATE tourism.hold SET moved_at = at WHERE id = keeping;
  RETURN true;
END $$;

-- A supplier that cannot serve offers other days or neighbouring houses; without an answer everything goes back.
CREATE TABLE tourism.rebooking (
  booking_id uuid PRIMARY KEY REFERENCES tourism.booking,
  reason text NOT NULL,
  offered_at timestamptz NOT NULL,
  answer_by timestamptz NOT NULL CHECK (answer_by > offered_at),
  answered_at timestamptz,
  answer text CHECK (answer IN ('moved', 'other_house', 'refund', 'no_answer')),
  other_booking_id uuid REFERENCES tourism.booking,
  CONSTRAINT answered_with_an_answer CHECK ((answered_at IS NULL) = (answer IS NULL)),
  CONSTRAINT other_house_has_its_booking CHECK ((answer = 'other_house') = (other_booking_id IS NOT NULL) OR answer IS NULL)
);
CREATE INDEX rebooking_due ON tourism.rebooking (answer_by) WHERE answered_at IS NULL;
