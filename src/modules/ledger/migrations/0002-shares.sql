-- More than a seller and the county get their part of an order: growers, makers, carriers, brands, the gateway's fee, and
-- whoever bears a discount. A transfer may concern a second organisation, and one cause may move several parts.
ALTER TABLE ledger.transfer
  DROP CONSTRAINT transfer_kind_check,
  DROP CONSTRAINT transfer_reference_kind_key,
  ADD COLUMN part int NOT NULL DEFAULT 0,
  ADD COLUMN party_id uuid,
  ADD CONSTRAINT kind_known CHECK (kind IN ('paid', 'subsidy', 'released', 'commission', 'share', 'fee', 'refunded', 'commission_back', 'share_back',
    'subsidy_back', 'paid_out', 'reversed')),
  ADD CONSTRAINT booked_once UNIQUE (reference, kind, part);
CREATE INDEX transfer_party ON ledger.transfer (party_id, at) WHERE party_id IS NOT NULL;

CREATE OR REPLACE VIEW ledger.posting AS
SELECT id, at, kind, debit AS account, amount_fen AS amount_fen, organisation_id, order_id, reference, part, party_id FROM ledger.transfer
UNION ALL
SELECT id, at, kind, credit, -amount_fen, organisation_id, order_id, reference, part, party_id FROM ledger.transfer;

-- The rate of commission by kind of goods, by seller or both, from a day on. What has begun is not changed:
-- a rule is stated before its first day and may be withdrawn before it.
CREATE TABLE ledger.commission_rule (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organisation_id uuid,
  category text,
  rate numeric(6, 5) NOT NULL CHECK (rate BETWEEN 0 AND 1),
  from_day date NOT NULL,
  until_day date CHECK (until_day >= from_day),
  note text NOT NULL DEFAULT '',
  stated_on date NOT NULL,
  stated_at timestamptz NOT NULL,
  withdrawn_on date,
  CONSTRAINT stated_before CHECK (from_day > stated_on),
  CONSTRAINT withdrawn_before CHECK (withdrawn_on < from_day)
);
CREATE UNIQUE INDEX commission_rule_once ON ledger.commission_rule (organisation_id, category, from_day) NULLS NOT DISTINCT WHERE withdrawn_on IS NULL;

-- What a seller shares of each sale with growers, makers, carriers or a brand, each paid on its own account at the gateway.
CREATE TABLE ledger.sharing_rule (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organisation_id uuid NOT NULL,
  beneficiary_id uuid NOT NULL CHECK (beneficiary_id <> organisation_id),
  kind text NOT NULL CHECK (kind IN ('grower', 'maker', 'carrier', 'brand')),
  basis text NOT NULL CHECK (basis IN ('goods', 'freight', 'unit')),
  rate numeric(6, 5) CHECK (rate > 0 AND rate <= 1),
  per_unit_fen bigint CHECK (per_unit_fen BETWEEN 1 AND 10000000),
  -- Of one listing only; of all the seller's goods where null.
  listing_id uuid,
  stage text NOT NULL DEFAULT 'completion' CHECK (stage IN ('shipment', 'completion')),
  from_day date NOT NULL,
  until_day date CHECK (until_day >= from_day),
  stated_on date NOT NULL,
  stated_at timestamptz NOT NULL,
  withdrawn_on date,
  CONSTRAINT percent_or_fen CHECK ((basis = 'unit') = (per_unit_fen IS NOT NULL) AND (basis = 'unit') = (rate IS NULL)),
  CONSTRAINT freight_of_all_goods CHECK (basis <> 'freight' OR listing_id IS NULL),
  CONSTRAINT early_is_freight CHECK (stage = 'completion' OR basis = 'freight'),
  CONSTRAINT stated_before CHECK (from_day > stated_on),
  CONSTRAINT withdrawn_before CHECK (withdrawn_on < from_day)
);
CREATE INDEX sharing_rule_seller ON ledger.sharing_rule (organisation_id, from_day);

-- A rule changes in one way only: it is withdrawn before it begins, or a sharing rule gets its last day.
CREATE FUNCTION ledger.rule_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE 'a rule is not deleted' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'rule_stands';
  END IF;
  IF (to_jsonb(NEW) - 'withdrawn_on' - 'until_day') <> (to_jsonb(OLD) - 'withdrawn_on' - 'until_day')
    OR OLD.withdrawn_on IS NOT NULL OR (OLD.until_day IS NOT NULL AND NEW.until_day IS DISTINCT FROM OLD.until_day) THEN
    RAISE 'a rule is not changed' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'rule_stands';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER rule_stands BEFORE UPDATE OR DELETE ON ledger.commission_rule FOR EACH ROW EXECUTE FUNCTION ledger.rule_stands();
CREATE TRIGGER rule_stands BEFORE UPDATE OR DELETE ON ledger.sharing_rule FOR EACH ROW EXECUTE FUNCTION ledger.rule_stands();

-- What was agreed for an order when it was paid. A line is {line, paidFen, refundedFen, rate, ruleId, subsidies}; the freight is line -1.
-- Orders paid before this have no lines: one rate stands for all of them.
CREATE FUNCTION ledger.lines_sum(lines jsonb, name text) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(sum((line->>name)::bigint), 0)::bigint FROM jsonb_array_elements(lines) AS line
$$;
ALTER TABLE ledger.frozen
  ADD COLUMN lines jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN fee_rate numeric(6, 5) NOT NULL DEFAULT 0 CHECK (fee_rate BETWEEN 0 AND 1),
  ADD COLUMN shared_fen bigint NOT NULL DEFAULT 0 CHECK (shared_fen >= 0),
  ADD COLUMN fee_fen bigint NOT NULL DEFAULT 0 CHECK (fee_fen >= 0),
  -- Of the refunds, what came from money released before.
  ADD COLUMN drawn_fen bigint NOT NULL DEFAULT 0 CHECK (drawn_fen BETWEEN 0 AND refunded_fen),
  ADD COLUMN commission_back_fen bigint NOT NULL DEFAULT 0 CHECK (commission_back_fen BETWEEN 0 AND commission_fen),
  -- What bearers of discounts put in, what went back to them, and what of that came from money released before.
  ADD COLUMN subsidy_fen bigint NOT NULL DEFAULT 0 CHECK (subsidy_fen >= 0),
  ADD COLUMN subsidy_back_fen bigint NOT NULL DEFAULT 0 CHECK (subsidy_back_fen BETWEEN 0 AND subsidy_fen),
  ADD COLUMN subsidy_drawn_fen bigint NOT NULL DEFAULT 0 CHECK (subsidy_drawn_fen BETWEEN 0 AND subsidy_back_fen),
  -- The instruction that ended the freeze, and the one with which the gateway was told to take the subsidy.
  ADD COLUMN release_id uuid,
  ADD COLUMN subsidy_id uuid,
  -- What the gateway of this payment can do: pay parts while the rest stays frozen, lay out a refund for a seller.
  ADD COLUMN releases_parts boolean NOT NULL DEFAULT false,
  ADD COLUMN advances_refunds boolean NOT NULL DEFAULT false,
  DROP CONSTRAINT within_frozen,
  ADD CONSTRAINT within_frozen CHECK (released_fen + commission_fen + shared_fen + fee_fen + refunded_fen - drawn_fen + subsidy_back_fen - subsidy_drawn_fen
    <= amount_fen + subsidy_fen),
  ADD CONSTRAINT refunded_within_paid CHECK (refunded_fen <= amount_fen),
  ADD CONSTRAINT lines_are_the_share CHECK (lines = '[]' OR (ledger.lines_sum(lines, 'paidFen') = amount_fen AND ledger.lines_sum(lines, 'refundedFen') = refunded_fen));
UPDATE ledger.frozen f SET release_id = t.reference FROM ledger.transfer t WHERE t.order_id = f.order_id AND t.kind IN ('released', 'commission');

-- Who else gets a part of an order, as agreed when it was paid.
CREATE TABLE ledger.part (
  order_id uuid NOT NULL REFERENCES ledger.frozen,
  position int NOT NULL CHECK (position > 0),
  kind text NOT NULL CHECK (kind IN ('grower', 'maker', 'carrier', 'brand')),
  beneficiary_id uuid NOT NULL,
  line int NOT NULL,
  rule_id uuid NOT NULL REFERENCES ledger.sharing_rule,
  stage text NOT NULL CHECK (stage IN ('shipment', 'completion')),
  agreed_fen bigint NOT NULL CHECK (agreed_fen > 0),
  released_fen bigint NOT NULL DEFAULT 0 CHECK (released_fen BETWEEN 0 AND agreed_fen),
  back_fen bigint NOT NULL DEFAULT 0 CHECK (back_fen BETWEEN 0 AND released_fen),
  release_id uuid,
  PRIMARY KEY (order_id, position),
  CONSTRAINT released_by_name CHECK (released_fen = 0 OR release_id IS NOT NULL)
);
CREATE INDEX part_beneficiary ON ledger.part (beneficiary_id);
