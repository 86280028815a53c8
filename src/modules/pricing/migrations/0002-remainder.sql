-- What is left of a budget, in fen, and of a coupon, in pieces. It lies in several slots: buyers who draw on it at the same moment
-- do not wait for each other. What an order holds or has used is told by its hold, what was claimed by the claim.
CREATE TABLE pricing.remainder (
  -- A budget or an offer.
  of uuid NOT NULL,
  slot smallint NOT NULL CHECK (slot BETWEEN 0 AND 15),
  amount bigint NOT NULL,
  PRIMARY KEY (of, slot),
  CONSTRAINT never_overdrawn CHECK (amount >= 0)
) WITH (fillfactor = 50);

CREATE FUNCTION pricing.lay_out(source uuid, whole bigint) RETURNS void LANGUAGE sql AS $$
  INSERT INTO pricing.remainder SELECT source, slot, whole / 16 + (slot < whole % 16)::int FROM generate_series(0, 15) slot
$$;

-- Takes an amount from one slot that has it and that nobody else has hold of; where there is none, from all of them together, once
-- those who have hold of them are done. False, and nothing taken, where less than that is left.
CREATE FUNCTION pricing.take(source uuid, wanted bigint) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  UPDATE pricing.remainder SET amount = amount - wanted
  WHERE of = source AND slot = (
    SELECT slot FROM pricing.remainder WHERE of = source AND amount >= wanted
    ORDER BY (slot + pg_backend_pid()) % 16 LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
  );
  IF FOUND THEN
    RETURN true;
  END IF;
  PERFORM FROM pricing.remainder WHERE of = source ORDER BY slot FOR NO KEY UPDATE;
  UPDATE pricing.remainder r SET amount = r.amount - part.amount
  FROM (
    SELECT slot, least(amount, wanted - (sum(amount) OVER (ORDER BY slot) - amount)) AS amount, sum(amount) OVER () AS whole
    FROM pricing.remainder WHERE of = source
  ) part
  WHERE r.of = source AND r.slot = part.slot AND part.amount > 0 AND part.whole >= wanted;
  RETURN FOUND;
END $$;

CREATE FUNCTION pricing.put(source uuid, back bigint) RETURNS boolean LANGUAGE sql AS $$
  UPDATE pricing.remainder SET amount = amount + back WHERE of = source AND slot = pg_backend_pid() % 16 RETURNING true
$$;

SELECT pricing.lay_out(id, amount_fen - held_fen - used_fen) FROM pricing.budget;
SELECT pricing.lay_out(id, claims_most - claims) FROM pricing.offer WHERE kind = 'coupon';
ALTER TABLE pricing.budget DROP COLUMN held_fen, DROP COLUMN used_fen;
ALTER TABLE pricing.offer DROP COLUMN claims;

CREATE FUNCTION pricing.open_remainder() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'budget' THEN
    PERFORM pricing.lay_out(NEW.id, NEW.amount_fen);
  ELSIF NEW.kind = 'coupon' THEN
    PERFORM pricing.lay_out(NEW.id, NEW.claims_most);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER open_remainder AFTER INSERT ON pricing.budget FOR EACH ROW EXECUTE FUNCTION pricing.open_remainder();
CREATE TRIGGER open_remainder AFTER INSERT ON pricing.offer FOR EACH ROW EXECUTE FUNCTION pricing.open_remainder();

-- What is promised to orders not paid yet is read by itself; all else that was taken is spent.
DROP INDEX pricing.hold_budget;
CREATE INDEX hold_held ON pricing.hold (budget_id) WHERE state = 'held' AND budget_id IS NOT NULL;

-- Where what is left and what was taken are not the whole; empty, always.
CREATE VIEW pricing.remainder_fault AS
SELECT whole.id, whole.amount, coalesce(l.amount, 0) AS left_amount, whole.taken
FROM (
  SELECT b.id, b.amount_fen AS amount, coalesce(sum(h.amount_fen - h.returned_fen) FILTER (WHERE h.state IN ('held', 'used')), 0) AS taken
  FROM pricing.budget b LEFT JOIN pricing.hold h ON h.budget_id = b.id GROUP BY b.id
  UNION ALL
  SELECT o.id, o.claims_most, count(c.id) FROM pricing.offer o LEFT JOIN pricing.claim c ON c.offer_id = o.id WHERE o.kind = 'coupon' GROUP BY o.id
) whole
LEFT JOIN (SELECT of, sum(amount) AS amount FROM pricing.remainder GROUP BY of) l ON l.of = whole.id
WHERE coalesce(l.amount, 0) + whole.taken <> whole.amount;
