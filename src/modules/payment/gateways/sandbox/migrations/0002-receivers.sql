-- Shares with several receivers, released in parts, topped up by a subsidy; refunds that bring parts back or that the platform lays out.
ALTER TABLE sandbox.share
  ADD COLUMN shared_fen bigint NOT NULL DEFAULT 0 CHECK (shared_fen >= 0),
  ADD COLUMN fee_fen bigint NOT NULL DEFAULT 0 CHECK (fee_fen >= 0),
  ADD COLUMN subsidy_fen bigint NOT NULL DEFAULT 0 CHECK (subsidy_fen >= 0),
  -- From outside the share: laid out by the platform, or from balances of other sales.
  ADD COLUMN laid_out_fen bigint NOT NULL DEFAULT 0 CHECK (laid_out_fen >= 0),
  DROP CONSTRAINT no_fen_lost,
  ADD CONSTRAINT no_fen_lost CHECK (frozen_fen + released_fen + commission_fen + refunded_fen + shared_fen + fee_fen = amount_fen + subsidy_fen + laid_out_fen),
  ADD CONSTRAINT refunded_within_amount CHECK (refunded_fen <= amount_fen);
ALTER TABLE sandbox.instruction
  ADD COLUMN receivers jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN fee_fen bigint NOT NULL DEFAULT 0 CHECK (fee_fen >= 0),
  ADD COLUMN subsidy_fen bigint NOT NULL DEFAULT 0 CHECK (subsidy_fen >= 0);

CREATE OR REPLACE VIEW sandbox.bill AS
SELECT t.at, 'payment' AS kind, s.id AS our_id, s.seller_account, s.amount_fen
FROM sandbox.share s JOIN sandbox.trade t ON t.id = s.trade_id WHERE t.state = 'paid'
UNION ALL
SELECT at, kind, id, seller_account, fen FROM (
  SELECT at, kind, id, seller_account, CASE kind WHEN 'release' THEN amount_fen - commission_fen - fee_fen
    - (SELECT coalesce(sum((r->>'fen')::bigint), 0) FROM jsonb_array_elements(receivers) AS r)::bigint ELSE amount_fen END AS fen
  FROM sandbox.instruction WHERE at IS NOT NULL
) own WHERE fen > 0
UNION ALL
SELECT at, 'commission', id, seller_account, commission_fen
FROM sandbox.instruction WHERE at IS NOT NULL AND kind = 'release' AND commission_fen > 0
UNION ALL
SELECT at, 'fee', id, seller_account, fee_fen FROM sandbox.instruction WHERE at IS NOT NULL AND fee_fen > 0
UNION ALL
SELECT at, 'subsidy', id, seller_account, subsidy_fen FROM sandbox.instruction WHERE at IS NOT NULL AND subsidy_fen > 0
UNION ALL
SELECT at, 'share', id, r->>'sellerAccount', (r->>'fen')::bigint
FROM sandbox.instruction, jsonb_array_elements(receivers) AS r WHERE at IS NOT NULL AND kind = 'release';
