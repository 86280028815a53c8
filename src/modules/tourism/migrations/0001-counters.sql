-- What is scarce: places at a time or on a day, rooms in a night, visitors of a site or the county on a day. One row each, whatever it is.
CREATE TABLE tourism.counter (
  -- A resource, room type, site, or the county itself (the nil uuid).
  owner_id uuid NOT NULL,
  day date NOT NULL,
  -- Minute of the day at which a slot begins; -1 for what counts by day or night.
  minute smallint NOT NULL DEFAULT -1 CHECK (minute BETWEEN -1 AND 1439),
  kind text NOT NULL CHECK (kind IN ('slot', 'day', 'night', 'site', 'county')),
  capacity int NOT NULL CHECK (capacity BETWEEN 0 AND 1000000),
  held int NOT NULL DEFAULT 0 CHECK (held >= 0),
  confirmed int NOT NULL DEFAULT 0 CHECK (confirmed >= 0),
  redeemed int NOT NULL DEFAULT 0 CHECK (redeemed >= 0),
  -- Takes no new holds; those that stand, stand.
  is_closed boolean NOT NULL DEFAULT false,
  CONSTRAINT never_oversold CHECK (held + confirmed + redeemed <= capacity),
  CONSTRAINT minute_of_slots CHECK ((kind = 'slot') = (minute >= 0)),
  PRIMARY KEY (owner_id, day, minute)
) WITH (fillfactor = 70);
CREATE INDEX counter_day ON tourism.counter (day, kind);

-- What one booking keeps: held until its time is over, then confirmed, released or expired; redeemed once all of it was used.
CREATE TABLE tourism.hold (
  id uuid PRIMARY KEY,
  state text NOT NULL DEFAULT 'held' CHECK (state IN ('held', 'confirmed', 'redeemed', 'released', 'expired')),
  held_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL CHECK (expires_at > held_at),
  moved_at timestamptz NOT NULL
) WITH (fillfactor = 70);
CREATE INDEX hold_expiry ON tourism.hold (expires_at) WHERE state = 'held';

-- How much of which counter a hold keeps.
CREATE TABLE tourism.claim (
  hold_id uuid NOT NULL REFERENCES tourism.hold,
  owner_id uuid NOT NULL,
  day date NOT NULL,
  minute smallint NOT NULL,
  quantity int NOT NULL CHECK (quantity > 0),
  redeemed int NOT NULL DEFAULT 0,
  CONSTRAINT redeemed_within_quantity CHECK (redeemed BETWEEN 0 AND quantity),
  PRIMARY KEY (hold_id, owner_id, day, minute)
);
CREATE INDEX claim_counter ON tourism.claim (owner_id, day, minute);

-- The counters as the claims have them; what differs is a fault.
CREATE VIEW tourism.counter_recounted AS
SELECT c.owner_id, c.day, c.minute, c.kind, c.capacity, c.held, c.confirmed, c.redeemed,
  coalesce(s.held, 0) AS held_claimed, coalesce(s.confirmed, 0) AS confirmed_claimed, coalesce(s.redeemed, 0) AS redeemed_claimed
FROM tourism.counter c LEFT JOIN (
  SELECT l.owner_id, l.day, l.minute,
    sum(l.quantity) FILTER (WHERE h.state = 'held')::int AS held,
    sum(l.quantity - l.redeemed) FILTER (WHERE h.state = 'confirmed')::int AS confirmed,
    sum(l.redeemed) FILTER (WHERE h.state IN ('confirmed', 'redeemed'))::int AS redeemed
  FROM tourism.claim l JOIN tourism.hold h ON h.id = l.hold_id GROUP BY 1, 2, 3
) s USING (owner_id, day, minute);

-- Locks counters in key order, so that no two askers wait for each other, and says what is free; null for unknown or closed ones.
CREATE FUNCTION tourism.lock_counters(owners uuid[], days date[], minutes smallint[]) RETURNS int[] LANGUAGE sql VOLATILE AS $$
  WITH k AS MATERIALIZED (
    SELECT * FROM unnest(owners, days, minutes) WITH ORDINALITY AS k(owner_id, day, minute, n)
  ), l AS MATERIALIZED (
    SELECT c.owner_id, c.day, c.minute, CASE WHEN NOT c.is_closed THEN c.capacity - c.held - c.confirmed - c.redeemed END AS free
    FROM tourism.counter c JOIN k USING (owner_id, day, minute) ORDER BY c.owner_id, c.day, c.minute FOR NO KEY UPDATE OF c
  )
  SELECT array_agg(l.free ORDER BY k.n) FROM k LEFT JOIN l USING (owner_id, day, minute)
$$;

-- Moves holds on to another state, and their claims with them; those not in a state of `from_states` are left alone. Returns the ids moved.
CREATE FUNCTION tourism.move_holds(ids uuid[], from_states text[], to_state text, at timestamptz) RETURNS uuid[] LANGUAGE plpgsql VOLATILE AS $$
DECLARE moved uuid[]; was_held uuid[];
BEGIN
  SELECT array_agg(h.id), array_agg(h.id) FILTER (WHERE h.state = 'held') INTO moved, was_held FROM (
    SELECT id, state FROM tourism.hold WHERE id = ANY (ids) AND state = ANY (from_states)
      AND (to_state <> 'expired' OR expires_at <= at) ORDER BY id FOR UPDATE
  ) h;
  IF moved IS NULL THEN RETURN '{}'; END IF;
  -- A statement of its own: the claims as they stand now that the holds are locked.
  PERFORM 1 FROM tourism.counter c WHERE (c.owner_id, c.day, c.minute) IN
    (SELECT l.owner_id, l.day, l.minute FROM tourism.claim l WHERE l.hold_id = ANY (moved))
    ORDER BY c.owner_id, c.day, c.minute FOR NO KEY UPDATE;
  UPDATE tourism.counter c SET held = c.held - s.held,
    confirmed = c.confirmed - s.confirmed + CASE WHEN to_state = 'confirmed' THEN s.held ELSE 0 END
  FROM (
    SELECT l.owner_id, l.day, l.minute, sum(CASE WHEN l.hold_id = ANY (was_held) THEN l.quantity ELSE 0 END)::int AS held,
      sum(CASE WHEN l.hold_id = ANY (was_held) THEN 0 ELSE l.quantity - l.redeemed END)::int AS confirmed
    FROM tourism.claim l WHERE l.hold_id = ANY (moved) GROUP BY 1, 2, 3
  ) s WHERE (c.owner_id, c.day, c.minute) = (s.owner_id, s.day, s.minute);
  UPDATE tourism.hold SET state = to_state, moved_at = at WHERE id = ANY (moved);
  RETURN moved;
END $$;

-- Holds whose time is over go back on sale: called by whoever asks next, and by a job. Returns how many.
CREATE FUNCTION tourism.expire_holds(at timestamptz, most int) RETURNS int LANGUAGE plpgsql VOLATILE AS $$
DECLARE overdue uuid[];
BEGIN
  SELECT array_agg(id) INTO overdue FROM (
    SELECT id FROM tourism.hold WHERE state = 'held' AND expires_at <= at ORDER BY expires_at LIMIT most FOR UPDATE SKIP LOCKED
  ) o;
  IF overdue IS NULL THEN RETURN 0; END IF;
  RETURN cardinality(tourism.move_holds(overdue, '{held}', 'expired', at));
END $$;

-- Decides a batch of parties in the order they came: each gets all it claims or nothing. `keys` are the distinct counters; party p claims the
-- entries of `claim_keys` and `claim_quantities` from starts[p] up to starts[p + 1]. Answers 0 for a party served, else the key it failed at, and what was left there.
CREATE FUNCTION tourism.hold_parties(
  hold_ids uuid[], expiries timestamptz[], owners uuid[], days date[], minutes smallint[],
  starts int[], claim_keys int[], claim_quantities int[], at timestamptz
) RETURNS TABLE (short_key int, left_there int) LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  free int[]; taken int[] := array_fill(0, ARRAY[cardinality(owners)]); served boolean[] := array_fill(false, ARRAY[cardinality(hold_ids)]);
  short int[] := array_fill(0, ARRAY[cardinality(hold_ids)]); remaining int[] := array_fill(0, ARRAY[cardinality(hold_ids)]); k int;
BEGIN
  PERFORM tourism.expire_holds(at, 1000);
  free := tourism.lock_counters(owners, days, minutes);
  FOR p IN 1 .. cardinality(hold_ids) LOOP
    FOR c IN starts[p] .. starts[p + 1] - 1 LOOP
      k := claim_keys[c];
      IF free[k] IS NULL OR free[k] - taken[k] < claim_quantities[c] THEN
        short[p] := k; remaining[p] := coalesce(free[k] - taken[k], -1); EXIT;
      END IF;
    END LOOP;
    CONTINUE WHEN short[p] > 0;
    served[p] := true;
    FOR c IN starts[p] .. starts[p + 1] - 1 LOOP
      k := claim_keys[c]; taken[k] := taken[k] + claim_quantities[c];
    END LOOP;
  END LOOP;
  UPDATE tourism.counter c SET held = c.held + t.quantity FROM unnest(owners, days, minutes, taken) AS t(owner_id, day, minute, quantity)
    WHERE t.quantity > 0 AND (c.owner_id, c.day, c.minute) = (t.owner_id, t.day, t.minute);
  INSERT INTO tourism.hold (id, held_at, expires_at, moved_at)
    SELECT h.id, at, h.expires_at, at FROM unnest(hold_ids, expiries, served) AS h(id, expires_at, ok) WHERE h.ok;
  INSERT INTO tourism.claim (hold_id, owner_id, day, minute, quantity)
    SELECT hold_ids[p], owners[claim_keys[c]], days[claim_keys[c]], minutes[claim_keys[c]], claim_quantities[c]
    FROM generate_series(1, cardinality(hold_ids)) AS p, generate_series(starts[p], starts[p + 1] - 1) AS c WHERE served[p];
  RETURN QUERY SELECT * FROM unnest(short, remaining);
END $$;

-- Gives a standing hold other claims, all of them or none: other dates, more or fewer people. Answers 0, the key it failed at, or -1 where the hold does not stand.
CREATE FUNCTION tourism.reshape_hold(
  reshaped uuid, owners uuid[], days date[], minutes smallint[], quantities int[], at timestamptz
) RETURNS TABLE (short_key int, left_there int) LANGUAGE plpgsql VOLATILE AS $$
DECLARE was text; free int[]; o uuid[]; d date[]; m smallint[]; gained int[]; numbers int[]; used int[];
BEGIN
  PERFORM tourism.expire_holds(at, 1000);
  SELECT state INTO was FROM tourism.hold WHERE id = reshaped AND (state = 'confirmed' OR (state = 'held' AND expires_at > at)) FOR UPDATE;
  IF was IS NULL THEN RETURN QUERY SELECT -1, 0; RETURN; END IF;
  SELECT array_agg(owner_id), array_agg(day), array_agg(minute), array_agg(coalesce(w.quantity, 0) - coalesce(l.quantity, 0)),
    array_agg(coalesce(w.n, 0)::int), array_agg(coalesce(l.redeemed, 0) - coalesce(w.quantity, 0)) INTO o, d, m, gained, numbers, used
  FROM unnest(owners, days, minutes, quantities) WITH ORDINALITY AS w(owner_id, day, minute, quantity, n)
    FULL JOIN (SELECT * FROM tourism.claim WHERE hold_id = reshaped) l USING (owner_id, day, minute);
  free := tourism.lock_counters(o, d, m);
  -- What was used already cannot be given back; a closed counter gives up what it keeps but takes nothing more.
  IF 0 < ANY (used) THEN RETURN QUERY SELECT -1, 0; RETURN; END IF;
  FOR k IN 1 .. cardinality(o) LOOP
    IF gained[k] > 0 AND (free[k] IS NULL OR free[k] < gained[k]) THEN RETURN QUERY SELECT numbers[k], coalesce(free[k], -1); RETURN; END IF;
  END LOOP;
  UPDATE tourism.counter c SET held = c.held + CASE was WHEN 'held' THEN g.quantity ELSE 0 END,
    confirmed = c.confirmed + CASE was WHEN 'confirmed' THEN g.quantity ELSE 0 END
  FROM unnest(o, d, m, gained) AS g(owner_id, day, minute, quantity) WHERE g.quantity <> 0 AND (c.owner_id, c.day, c.minute) = (g.owner_id, g.day, g.minute);
  DELETE FROM tourism.claim l WHERE l.hold_id = reshaped AND NOT EXISTS
    (SELECT 1 FROM unnest(owners, days, minutes) AS w(owner_id, day, minute) WHERE (w.owner_id, w.day, w.minute) = (l.owner_id, l.day, l.minute));
  INSERT INTO tourism.claim AS l (hold_id, owner_id, day, minute, quantity) SELECT reshaped, * FROM unnest(owners, days, minutes, quantities)
    ON CONFLICT (hold_id, owner_id, day, minute) DO UPDATE SET quantity = EXCLUDED.quantity WHERE l.quantity <> EXCLUDED.quantity;
  UPDATE tourism.hold SET moved_at = at WHERE id = reshaped;
  RETURN QUERY SELECT 0, 0;
END $$;

-- Uses `units` of the `of_units` a confirmed hold stands for, counted from its beginning: the same word twice uses nothing twice. False where it does not stand.
CREATE FUNCTION tourism.redeem_hold(redeeming uuid, units int, of_units int, at timestamptz) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM 1 FROM tourism.hold WHERE id = redeeming AND state IN ('confirmed', 'redeemed') FOR UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM 1 FROM tourism.counter c WHERE (c.owner_id, c.day, c.minute) IN
    (SELECT l.owner_id, l.day, l.minute FROM tourism.claim l WHERE l.hold_id = redeeming)
    ORDER BY c.owner_id, c.day, c.minute FOR NO KEY UPDATE;
  WITH used AS (
    SELECT owner_id, day, minute, (quantity * units + of_units - 1) / of_units - redeemed AS more FROM tourism.claim WHERE hold_id = redeeming
  ), counted AS (
    UPDATE tourism.counter c SET confirmed = c.confirmed - u.more, redeemed = c.redeemed + u.more FROM used u
    WHERE u.more > 0 AND (c.owner_id, c.day, c.minute) = (u.owner_id, u.day, u.minute)
  )
  UPDATE tourism.claim l SET redeemed = l.redeemed + u.more FROM used u
    WHERE u.more > 0 AND l.hold_id = redeeming AND (l.owner_id, l.day, l.minute) = (u.owner_id, u.day, u.minute);
  UPDATE tourism.hold h SET state = 'redeemed', moved_at = at WHERE h.id = redeeming AND h.state = 'confirmed'
    AND NOT EXISTS (SELECT 1 FROM tourism.claim l WHERE l.hold_id = redeeming AND l.redeemed < l.quantity);
  RETURN true;
END $$;
