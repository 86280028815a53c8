-- A movement of money from one account to another. Debit and credit stand in one row,
-- so no half of it can exist: the books balance at every commit by construction.
CREATE TABLE ledger.transfer (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  at timestamptz NOT NULL,
  kind text NOT NULL CHECK (kind IN ('paid', 'released', 'commission', 'refunded', 'paid_out', 'reversed')),
  debit text NOT NULL,
  credit text NOT NULL CHECK (credit <> debit),
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  organisation_id uuid,
  order_id uuid,
  -- What caused it; the same cause is never booked twice.
  reference uuid NOT NULL,
  UNIQUE (reference, kind)
);
CREATE INDEX transfer_organisation ON ledger.transfer (organisation_id, at);
CREATE INDEX transfer_order ON ledger.transfer (order_id);
SELECT kernel.append_only('ledger.transfer');

-- What one order's money may still do. A fen leaves the frozen sum once.
CREATE TABLE ledger.frozen (
  order_id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL,
  payment_id uuid NOT NULL,
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  commission_rate numeric(6, 5) NOT NULL CHECK (commission_rate BETWEEN 0 AND 1),
  released_fen bigint NOT NULL DEFAULT 0 CHECK (released_fen >= 0),
  commission_fen bigint NOT NULL DEFAULT 0 CHECK (commission_fen >= 0),
  refunded_fen bigint NOT NULL DEFAULT 0 CHECK (refunded_fen >= 0),
  CONSTRAINT within_frozen CHECK (released_fen + commission_fen + refunded_fen <= amount_fen)
);
CREATE INDEX frozen_organisation ON ledger.frozen (organisation_id);

CREATE VIEW ledger.posting AS
SELECT id, at, kind, debit AS account, amount_fen AS amount_fen, organisation_id, order_id, reference FROM ledger.transfer
UNION ALL
SELECT id, at, kind, credit, -amount_fen, organisation_id, order_id, reference FROM ledger.transfer;

CREATE VIEW ledger.trial_balance AS
SELECT account, sum(amount_fen)::bigint AS balance_fen, count(*) AS postings FROM ledger.posting GROUP BY account;
