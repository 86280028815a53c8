-- Every refund of an order with its cause, written by the statement that counts it. The id is the reference under which the books have it.
CREATE TABLE market.refund (
  id uuid PRIMARY KEY,
  order_id uuid NOT NULL REFERENCES market."order",
  organisation_id uuid NOT NULL,
  at timestamptz NOT NULL,
  -- Why money went back: see refundCauses in order.ts; `earlier` for what went back before causes were kept.
  cause text NOT NULL CHECK (cause ~ '^[a-z_]{1,40}$'),
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  freight_fen bigint NOT NULL CHECK (freight_fen BETWEEN 0 AND amount_fen),
  reason text NOT NULL DEFAULT '',
  actor_kind text NOT NULL
);
CREATE INDEX refund_order ON market.refund (order_id);
CREATE INDEX refund_at ON market.refund (at DESC, id DESC);
CREATE INDEX refund_organisation ON market.refund (organisation_id, at DESC);

INSERT INTO market.refund (id, order_id, organisation_id, at, cause, amount_fen, freight_fen, actor_kind)
SELECT uuidv7(), o.id, o.organisation_id, coalesce(
    (SELECT max(s.at) FROM market.order_step s WHERE s.order_id = o.id AND s.step IN ('refund', 'refund_all', 'cancel', 'return_late')), o.placed_at),
  CASE WHEN o.state = 'cancelled' THEN 'cancelled' ELSE 'earlier' END, o.refunded_fen, o.freight_refunded_fen, 'system'
FROM market."order" o WHERE o.refunded_fen > 0;
SELECT kernel.append_only('market.refund');

-- What went back of an order is the sum of its refunds.
CREATE FUNCTION market.refunds_add_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.refunded_fen <> (SELECT coalesce(sum(amount_fen), 0) FROM market.refund WHERE order_id = NEW.id) THEN
    RAISE 'what went back of an order differs from its refunds' USING ERRCODE = 'check_violation', CONSTRAINT = 'refunded_is_refunds';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER refunds_add_up AFTER UPDATE ON market."order" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.refunded_fen IS DISTINCT FROM NEW.refunded_fen) EXECUTE FUNCTION market.refunds_add_up();
