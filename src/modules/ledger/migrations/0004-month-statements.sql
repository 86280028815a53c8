-- What a month was for an organisation, written once when it is over. The closing balance follows from the opening one, and the next
-- month opens with it.
CREATE FUNCTION ledger.rows_net(movements jsonb, name text) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(sum((r->>'inFen')::bigint - (r->>'outFen')::bigint), 0)::bigint FROM jsonb_array_elements(movements) AS r WHERE r->>'account' = name
$$;
CREATE TABLE ledger.month_statement (
  organisation_id uuid NOT NULL,
  month date NOT NULL CHECK (extract(day FROM month) = 1),
  opening_frozen_fen bigint NOT NULL,
  opening_payable_fen bigint NOT NULL,
  -- [{account, kind, inFen, outFen, count}]
  movements jsonb NOT NULL,
  closing_frozen_fen bigint NOT NULL,
  closing_payable_fen bigint NOT NULL,
  made_at timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, month),
  CONSTRAINT frozen_adds_up CHECK (closing_frozen_fen = opening_frozen_fen + ledger.rows_net(movements, 'frozen')),
  CONSTRAINT payable_adds_up CHECK (closing_payable_fen = opening_payable_fen + ledger.rows_net(movements, 'payable'))
);
SELECT kernel.append_only('ledger.month_statement');

CREATE FUNCTION ledger.month_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM ledger.month_statement p WHERE p.organisation_id = NEW.organisation_id AND p.month = (NEW.month - interval '1 month')::date
      AND (p.closing_frozen_fen, p.closing_payable_fen) IS DISTINCT FROM (NEW.opening_frozen_fen, NEW.opening_payable_fen)
  ) THEN
    RAISE 'a month opens with what the last one closed with' USING ERRCODE = 'check_violation', CONSTRAINT = 'month_follows';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER month_follows BEFORE INSERT ON ledger.month_statement FOR EACH ROW EXECUTE FUNCTION ledger.month_follows();
