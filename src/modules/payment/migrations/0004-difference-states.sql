-- Each difference gets a reason and a state: explained (by time or by a person), escalated to someone with a note, closed.
ALTER TABLE payment.bill_difference
  DROP CONSTRAINT bill_difference_kind_check,
  ADD CONSTRAINT kind_known CHECK (kind IN ('missing', 'unknown', 'amount', 'seller', 'not_ended', 'doubled', 'bill_changed', 'fee')),
  ADD COLUMN state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'explained', 'escalated', 'closed')),
  ADD COLUMN reason text NOT NULL DEFAULT 'other' CHECK (reason IN ('timing', 'fee', 'missing_here', 'missing_there', 'amount', 'other')),
  ADD COLUMN owner_id uuid,
  ADD COLUMN note text NOT NULL DEFAULT '',
  ADD COLUMN moved_at timestamptz;
UPDATE payment.bill_difference SET state = CASE WHEN explained_at IS NULL THEN 'open' ELSE 'explained' END, moved_at = explained_at,
  reason = CASE WHEN explanation = 'settled_later' THEN 'timing' WHEN kind = 'missing' THEN 'missing_there' WHEN kind = 'unknown' THEN 'missing_here'
    WHEN kind = 'not_ended' THEN 'timing' WHEN kind = 'bill_changed' THEN 'other' ELSE 'amount' END;
ALTER TABLE payment.bill_difference
  ADD CONSTRAINT explained_with_words CHECK (state <> 'explained' OR explanation <> ''),
  ADD CONSTRAINT escalated_to_someone CHECK (state <> 'escalated' OR (owner_id IS NOT NULL AND note <> '')),
  ADD CONSTRAINT closed_with_words CHECK (state <> 'closed' OR explanation <> '');
DROP INDEX payment.bill_difference_open;
CREATE INDEX bill_difference_open ON payment.bill_difference (bill_date) WHERE state IN ('open', 'escalated');

-- What was done about a difference, by whom and with which words.
CREATE TABLE payment.bill_difference_step (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  difference_id uuid NOT NULL REFERENCES payment.bill_difference,
  at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('explained', 'escalated', 'closed')),
  reason text NOT NULL,
  note text NOT NULL,
  owner_id uuid,
  actor_id text
);
CREATE INDEX bill_difference_step_of ON payment.bill_difference_step (difference_id, id);
SELECT kernel.append_only('payment.bill_difference_step');
