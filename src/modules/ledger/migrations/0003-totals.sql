-- Running totals of every account by month, kept by the transfers themselves in the same transaction, so that no visit adds up
-- all of them. An account's total lies in several slots: payments at the same moment do not wait for each other.
CREATE TABLE ledger.total (
  account text NOT NULL,
  month date NOT NULL CHECK (extract(day FROM month) = 1),
  slot smallint NOT NULL,
  debit_fen bigint NOT NULL CHECK (debit_fen >= 0),
  credit_fen bigint NOT NULL CHECK (credit_fen >= 0),
  postings bigint NOT NULL CHECK (postings >= 0),
  PRIMARY KEY (account, month, slot)
) WITH (fillfactor = 70);

-- What an organisation may have paid out. Below zero it owes: more went back to buyers than it had.
CREATE TABLE ledger.purse (
  organisation_id uuid PRIMARY KEY,
  balance_fen bigint NOT NULL,
  -- Asked of the gateway as payouts and not answered yet.
  paying_fen bigint NOT NULL DEFAULT 0 CHECK (paying_fen >= 0),
  -- What the county's own account at the gateway laid out for it, to be taken from its next releases.
  advanced_fen bigint NOT NULL DEFAULT 0 CHECK (advanced_fen >= 0),
  owing_since timestamptz,
  CONSTRAINT owing_since_below_zero CHECK ((balance_fen < 0) = (owing_since IS NOT NULL))
);
CREATE INDEX purse_owing ON ledger.purse (owing_since) WHERE owing_since IS NOT NULL;

INSERT INTO ledger.total (account, month, slot, debit_fen, credit_fen, postings)
SELECT account, date_trunc('month', at AT TIME ZONE 'Asia/Shanghai')::date, 0, coalesce(sum(amount_fen) FILTER (WHERE amount_fen > 0), 0),
  coalesce(-sum(amount_fen) FILTER (WHERE amount_fen < 0), 0), count(*)
FROM ledger.posting GROUP BY 1, 2;
INSERT INTO ledger.purse (organisation_id, balance_fen)
SELECT substr(account, 9)::uuid, -sum(amount_fen) FROM ledger.posting WHERE account LIKE 'payable/%' GROUP BY 1;

CREATE FUNCTION ledger.count_transfers() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO ledger.total AS t (account, month, slot, debit_fen, credit_fen, postings)
  SELECT account, month, slot, sum(debit_fen), sum(credit_fen), count(*) FROM (
    SELECT debit AS account, date_trunc('month', at AT TIME ZONE 'Asia/Shanghai')::date AS month, pg_backend_pid() % 16 AS slot, amount_fen AS debit_fen, 0 AS credit_fen
    FROM booked
    UNION ALL
    SELECT credit, date_trunc('month', at AT TIME ZONE 'Asia/Shanghai')::date, pg_backend_pid() % 16, 0, amount_fen FROM booked
  ) p GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
  ON CONFLICT (account, month, slot) DO UPDATE
  SET debit_fen = t.debit_fen + EXCLUDED.debit_fen, credit_fen = t.credit_fen + EXCLUDED.credit_fen, postings = t.postings + EXCLUDED.postings;
  IF EXISTS (SELECT FROM booked WHERE debit LIKE 'payable/%' OR credit LIKE 'payable/%') THEN
    INSERT INTO ledger.purse AS w (organisation_id, balance_fen, owing_since)
    SELECT organisation_id, sum(fen), CASE WHEN sum(fen) < 0 THEN min(at) END FROM (
      SELECT substr(credit, 9)::uuid AS organisation_id, amount_fen AS fen, at FROM booked WHERE credit LIKE 'payable/%'
      UNION ALL
      SELECT substr(debit, 9)::uuid, -amount_fen, at FROM booked WHERE debit LIKE 'payable/%'
    ) p GROUP BY 1 ORDER BY 1
    ON CONFLICT (organisation_id) DO UPDATE
    SET balance_fen = w.balance_fen + EXCLUDED.balance_fen,
      owing_since = CASE WHEN w.balance_fen + EXCLUDED.balance_fen < 0 THEN coalesce(w.owing_since, EXCLUDED.owing_since, (SELECT max(at) FROM booked)) END;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER count_transfers AFTER INSERT ON ledger.transfer REFERENCING NEW TABLE AS booked FOR EACH STATEMENT EXECUTE FUNCTION ledger.count_transfers();

-- Totals come from transfers and from nothing else.
CREATE FUNCTION ledger.total_from_transfers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE 'totals are kept by the transfers' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'total_from_transfers';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER total_from_transfers BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON ledger.total FOR EACH STATEMENT EXECUTE FUNCTION ledger.total_from_transfers();

CREATE OR REPLACE VIEW ledger.trial_balance AS
SELECT account, sum(debit_fen - credit_fen)::bigint AS balance_fen, sum(postings)::bigint AS postings FROM ledger.total GROUP BY account;

-- Where the totals and the transfers they stand for disagree; empty, always.
CREATE VIEW ledger.total_fault AS
SELECT account, month, coalesce(t.debit_fen, 0) AS total_debit_fen, coalesce(p.debit_fen, 0) AS debit_fen, coalesce(t.credit_fen, 0) AS total_credit_fen, coalesce(p.credit_fen, 0) AS credit_fen
FROM (SELECT account, month, sum(debit_fen) AS debit_fen, sum(credit_fen) AS credit_fen, sum(postings) AS postings FROM ledger.total GROUP BY 1, 2) t
FULL JOIN (
  SELECT account, date_trunc('month', at AT TIME ZONE 'Asia/Shanghai')::date AS month, coalesce(sum(amount_fen) FILTER (WHERE amount_fen > 0), 0) AS debit_fen,
    coalesce(-sum(amount_fen) FILTER (WHERE amount_fen < 0), 0) AS credit_fen, count(*) AS postings
  FROM ledger.posting GROUP BY 1, 2
) p USING (account, month)
WHERE (t.debit_fen, t.credit_fen, t.postings) IS DISTINCT FROM (p.debit_fen, p.credit_fen, p.postings);
