-- What a buyer is asked to pay: one payment for all orders of a checkout.
CREATE TABLE payment.payment (
  id uuid PRIMARY KEY,
  buyer_id uuid NOT NULL,
  gateway text NOT NULL,
  total_fen bigint NOT NULL CHECK (total_fen > 0),
  state text NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'paid', 'closed')),
  gateway_ref text,
  asked_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  paid_at timestamptz,
  CHECK ((state = 'paid') = (paid_at IS NOT NULL))
) WITH (fillfactor = 80);
CREATE INDEX payment_asked ON payment.payment (expires_at) WHERE state = 'asked';

-- Each seller's share, frozen at the gateway until released or refunded.
CREATE TABLE payment.share (
  order_id uuid PRIMARY KEY,
  payment_id uuid NOT NULL REFERENCES payment.payment,
  organisation_id uuid NOT NULL,
  seller_account text NOT NULL,
  subject text NOT NULL,
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  -- The gateway's number of this share, once it reported the share paid.
  share_ref text
) WITH (fillfactor = 80);
CREATE INDEX share_payment ON payment.share (payment_id);

-- What the gateway is told to do with frozen money. Its id is the gateway's idempotency key.
CREATE TABLE payment.instruction (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('release', 'refund', 'payout')),
  payment_id uuid,
  order_id uuid,
  organisation_id uuid NOT NULL,
  seller_account text NOT NULL,
  gateway text NOT NULL,
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  commission_fen bigint NOT NULL DEFAULT 0 CHECK (commission_fen >= 0),
  reason text NOT NULL DEFAULT '',
  state text NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'pending', 'done', 'refused')),
  answer text NOT NULL DEFAULT '',
  asked_at timestamptz NOT NULL,
  ended_at timestamptz,
  CHECK ((state IN ('done', 'refused')) = (ended_at IS NOT NULL)),
  CHECK (kind = 'payout' OR (payment_id IS NOT NULL AND order_id IS NOT NULL))
);
CREATE INDEX instruction_open ON payment.instruction (asked_at) WHERE state IN ('asked', 'pending');
CREATE INDEX instruction_order ON payment.instruction (order_id);

-- Messages accepted from gateways; the key makes a replayed one visible.
CREATE TABLE payment.notice (
  gateway text NOT NULL,
  notice_id text NOT NULL,
  kind text NOT NULL,
  our_id text NOT NULL,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (gateway, notice_id)
);
SELECT kernel.append_only('payment.notice');

CREATE TABLE payment.bill_line (
  gateway text NOT NULL,
  bill_date date NOT NULL,
  position int NOT NULL,
  kind text NOT NULL,
  our_id text NOT NULL,
  gateway_ref text NOT NULL,
  seller_account text NOT NULL,
  amount_fen bigint NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (gateway, bill_date, position)
);
SELECT kernel.append_only('payment.bill_line');
