-- Places of a site's day that only its window sells: kept from every other sale until the window sells them or gives them up.
ALTER TABLE tourism.counter
  ADD kept int NOT NULL DEFAULT 0 CHECK (kept >= 0),
  DROP CONSTRAINT never_oversold,
  ADD CONSTRAINT never_oversold CHECK (held + confirmed + redeemed + kept <= capacity),
  ADD CONSTRAINT kept_at_sites CHECK (kept = 0 OR kind = 'site');

ALTER TABLE tourism.site
  -- So many are kept on each day that opens from now on; one day may have another number.
  ADD walk_ins int NOT NULL DEFAULT 0,
  -- From so many percent of a day's limit on, beyond what is kept, only who has booked comes in; null: the window sells while there is room.
  ADD reserve_from_percent smallint CHECK (reserve_from_percent BETWEEN 1 AND 80),
  ADD CONSTRAINT walk_ins_within_limit CHECK (walk_ins BETWEEN 0 AND day_limit);

ALTER TABLE tourism.booking
  -- Out of what the window keeps; goes back there with the booking.
  ADD walk_ins int NOT NULL DEFAULT 0 CHECK (walk_ins >= 0),
  ADD CONSTRAINT walk_ins_at_a_window CHECK (walk_ins = 0 OR till_id IS NOT NULL);

CREATE INDEX booking_walk_ins ON tourism.booking (day) WHERE walk_ins > 0;

-- What is kept is not free: for no one who holds, changes or imports.
CREATE OR REPLACE FUNCTION tourism.lock_counters(owners uuid[], days date[], minutes smallint[]) RETURNS int[] LANGUAGE sql VOLATILE AS $$
  WITH k AS MATERIALIZED (
    SELECT * FROM unnest(owners, days, minutes) WITH ORDINALITY AS k(owner_id, day, minute, n)
  ), l AS MATERIALIZED (
    SELECT c.owner_id, c.day, c.minute, CASE WHEN NOT c.is_closed THEN c.capacity - c.held - c.confirmed - c.redeemed - c.kept END AS free
    FROM tourism.counter c JOIN k USING (owner_id, day, minute) ORDER BY c.owner_id, c.day, c.minute FOR NO KEY UPDATE OF c
  )
  SELECT array_agg(l.free ORDER BY k.n) FROM k LEFT JOIN l USING (owner_id, day, minute)
$$;
