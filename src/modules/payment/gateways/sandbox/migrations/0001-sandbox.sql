-- The bank outside the county, for development, demonstrations and tests. No other module reads these tables.

-- A payment that was made, or closed before anyone made it. What was only asked for lives in the signed link.
CREATE TABLE sandbox.trade (
  id uuid PRIMARY KEY,
  total_fen bigint NOT NULL CHECK (total_fen > 0),
  state text NOT NULL CHECK (state IN ('paid', 'closed')),
  at timestamptz NOT NULL,
  notify_url text NOT NULL
);
CREATE INDEX trade_paid ON sandbox.trade (at) WHERE state = 'paid';

-- A seller's share. Each fen of it is in exactly one place.
CREATE TABLE sandbox.share (
  id uuid PRIMARY KEY,
  trade_id uuid NOT NULL REFERENCES sandbox.trade,
  seller_account text NOT NULL,
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  frozen_fen bigint NOT NULL CHECK (frozen_fen >= 0),
  released_fen bigint NOT NULL DEFAULT 0 CHECK (released_fen >= 0),
  commission_fen bigint NOT NULL DEFAULT 0 CHECK (commission_fen >= 0),
  refunded_fen bigint NOT NULL DEFAULT 0 CHECK (refunded_fen >= 0),
  release_id uuid UNIQUE,
  CONSTRAINT no_fen_lost CHECK (frozen_fen + released_fen + commission_fen + refunded_fen = amount_fen),
  CONSTRAINT released_whole CHECK (release_id IS NULL OR frozen_fen = 0)
) WITH (fillfactor = 80);
CREATE INDEX share_trade ON sandbox.share (trade_id);

-- What a seller may have paid out.
CREATE TABLE sandbox.account (
  seller_account text PRIMARY KEY,
  balance_fen bigint NOT NULL CONSTRAINT not_overdrawn CHECK (balance_fen >= 0)
);

-- Releases, refunds and payouts under the id they came with. Commission is split off by a release, given back by a refund.
CREATE TABLE sandbox.instruction (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('release', 'refund', 'payout')),
  share_id uuid REFERENCES sandbox.share CHECK ((kind = 'payout') = (share_id IS NULL)),
  seller_account text NOT NULL,
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  commission_fen bigint NOT NULL DEFAULT 0 CHECK (commission_fen BETWEEN 0 AND amount_fen),
  notify_url text,
  -- The money has moved; until this moment the bank answers "pending".
  ready_at timestamptz NOT NULL,
  at timestamptz
);
CREATE INDEX instruction_done ON sandbox.instruction (at) WHERE at IS NOT NULL;
CREATE INDEX instruction_pending ON sandbox.instruction (ready_at) WHERE at IS NULL;

-- Messages to the platform; `next_at` is when to send again, null once acknowledged or given up.
CREATE TABLE sandbox.notice (
  id uuid PRIMARY KEY,
  notify_url text NOT NULL,
  kind text NOT NULL,
  our_id uuid NOT NULL,
  body text NOT NULL,
  attempts int NOT NULL CHECK (attempts >= 0),
  next_at timestamptz,
  acknowledged_at timestamptz
) WITH (fillfactor = 80);
CREATE INDEX notice_due ON sandbox.notice (next_at) WHERE next_at IS NOT NULL;

CREATE VIEW sandbox.bill AS
SELECT t.at, 'payment' AS kind, s.id AS our_id, s.seller_account, s.amount_fen
FROM sandbox.share s JOIN sandbox.trade t ON t.id = s.trade_id WHERE t.state = 'paid'
UNION ALL
SELECT at, kind, id, seller_account, CASE kind WHEN 'release' THEN amount_fen - commission_fen ELSE amount_fen END
FROM sandbox.instruction WHERE at IS NOT NULL AND (kind <> 'release' OR amount_fen > commission_fen)
UNION ALL
SELECT at, 'commission', id, seller_account, commission_fen
FROM sandbox.instruction WHERE at IS NOT NULL AND kind = 'release' AND commission_fen > 0;
