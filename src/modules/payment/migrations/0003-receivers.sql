-- A release may go to several receivers, at shipment or at the end; a discount others bear is put in first; a refund of released
-- money says what comes back from whom, or that the platform lays it out.
ALTER TABLE payment.share ADD COLUMN subsidy_fen bigint NOT NULL DEFAULT 0 CHECK (subsidy_fen >= 0);

CREATE FUNCTION payment.receivers_sum(receivers jsonb) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(sum((r->>'fen')::bigint), 0)::bigint FROM jsonb_array_elements(receivers) AS r
$$;
ALTER TABLE payment.instruction
  -- In the order of asking: money of one order moves in this order.
  ADD COLUMN seq bigint GENERATED ALWAYS AS IDENTITY,
  -- [{organisationId, sellerAccount, name, kind, fen}]
  ADD COLUMN receivers jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN fee_fen bigint NOT NULL DEFAULT 0 CHECK (fee_fen >= 0),
  ADD COLUMN subsidy_fen bigint NOT NULL DEFAULT 0 CHECK (subsidy_fen >= 0),
  ADD COLUMN subsidy_back_fen bigint NOT NULL DEFAULT 0 CHECK (subsidy_back_fen >= 0),
  ADD COLUMN is_last boolean NOT NULL DEFAULT true,
  -- {releaseId, commissionBackFen, returns: [{releaseId, sellerAccount, fen}], payer}
  ADD COLUMN released jsonb,
  ADD CONSTRAINT receivers_within_amount CHECK (kind <> 'release' OR commission_fen + fee_fen + payment.receivers_sum(receivers) <= amount_fen),
  ADD CONSTRAINT receivers_of_releases CHECK (kind = 'release' OR (receivers = '[]' AND fee_fen = 0 AND subsidy_fen = 0 AND is_last)),
  ADD CONSTRAINT returns_of_refunds CHECK (kind = 'refund' OR (released IS NULL AND subsidy_back_fen = 0));
