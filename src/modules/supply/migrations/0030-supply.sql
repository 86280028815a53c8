-- How a listing is supplied when it does not come off the shelf: from a harvest still to come, or made to order. What is
-- promised here is never changed: who bought keeps the rules they bought under.
CREATE TABLE supply.plan (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organisation_id uuid NOT NULL,
  listing_id uuid NOT NULL,
  item_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('harvest', 'making')),
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed', 'shared', 'cancelled')),
  opened_at timestamptz NOT NULL,
  ended_at timestamptz,
  -- A harvest: how many units, when it is thought to be ripe, how a short one is shared, and what silence does when it slips.
  quota_units int CHECK (quota_units BETWEEN 1 AND 100000),
  window_from date,
  window_to date,
  sharing text CHECK (sharing IN ('by_order_time', 'pro_rata')),
  silence text CHECK (silence IN ('wait', 'refund')),
  answer_days int CHECK (answer_days BETWEEN 1 AND 14),
  -- Making: how long it takes, how many units are begun in a week, and the stages between order and ready, as [{zh, en}].
  lead_days int CHECK (lead_days BETWEEN 1 AND 365),
  weekly_units int CHECK (weekly_units BETWEEN 1 AND 1000),
  stages jsonb CHECK (jsonb_typeof(stages) = 'array' AND jsonb_array_length(stages) BETWEEN 1 AND 8),
  CONSTRAINT terms_of_kind CHECK (CASE kind
    WHEN 'harvest' THEN num_nonnulls(quota_units, window_from, window_to, sharing, silence, answer_days) = 6 AND num_nonnulls(lead_days, weekly_units, stages) = 0
    ELSE num_nonnulls(quota_units, window_from, window_to, sharing, silence, answer_days) = 0 AND num_nonnulls(lead_days, weekly_units, stages) = 3 END),
  CONSTRAINT window_in_order CHECK (window_to >= window_from),
  CONSTRAINT only_a_harvest_is_shared CHECK (kind = 'harvest' OR state IN ('open', 'closed')),
  CONSTRAINT ended_when_over CHECK ((ended_at IS NOT NULL) = (state IN ('shared', 'cancelled')))
);
-- One harvest at a time for a listing, and one workshop that takes orders.
CREATE UNIQUE INDEX plan_current ON supply.plan (listing_id) WHERE state = 'open' OR (kind = 'harvest' AND state = 'closed');
CREATE INDEX plan_organisation ON supply.plan (organisation_id, id DESC);
CREATE INDEX plan_kind ON supply.plan (kind, id DESC);

CREATE FUNCTION supply.keep_terms() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the terms of plan % were promised', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'terms_are_kept';
END $$;
CREATE TRIGGER keep_terms BEFORE UPDATE ON supply.plan FOR EACH ROW
  WHEN ((OLD.organisation_id, OLD.listing_id, OLD.item_id, OLD.kind, OLD.quota_units, OLD.sharing, OLD.silence, OLD.answer_days, OLD.lead_days, OLD.weekly_units, OLD.stages)
    IS DISTINCT FROM (NEW.organisation_id, NEW.listing_id, NEW.item_id, NEW.kind, NEW.quota_units, NEW.sharing, NEW.silence, NEW.answer_days, NEW.lead_days, NEW.weekly_units, NEW.stages))
  EXECUTE FUNCTION supply.keep_terms();

-- How much may be promised: a harvest has one allotment, a workshop one for each week in which units are begun.
CREATE TABLE supply.allotment (
  plan_id uuid NOT NULL REFERENCES supply.plan,
  from_on date NOT NULL,
  capacity_units int NOT NULL CHECK (capacity_units > 0),
  held_units int NOT NULL DEFAULT 0 CHECK (held_units >= 0),
  promised_units int NOT NULL DEFAULT 0 CHECK (promised_units >= 0),
  served_units int NOT NULL DEFAULT 0 CHECK (served_units >= 0),
  PRIMARY KEY (plan_id, from_on),
  CONSTRAINT never_promised_twice CHECK (held_units + promised_units + served_units <= capacity_units)
) WITH (fillfactor = 80);

-- One for each order that waits. What the buyer saw stays; `due` is what stands today.
CREATE TABLE supply.booking (
  order_id uuid PRIMARY KEY,
  plan_id uuid NOT NULL REFERENCES supply.plan,
  organisation_id uuid NOT NULL,
  units int NOT NULL CHECK (units > 0),
  state text NOT NULL DEFAULT 'held' CHECK (state IN ('held', 'promised', 'served', 'released', 'expired')),
  booked_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  seen_from date NOT NULL,
  seen_to date NOT NULL,
  due_from date NOT NULL,
  due_to date NOT NULL,
  served_units int NOT NULL DEFAULT 0,
  -- Units whose money is still to be given back, and why.
  back_units int NOT NULL DEFAULT 0,
  back_reason text CHECK (back_reason IN ('short_harvest', 'slipped', 'harvest_cancelled')),
  late_told_at timestamptz,
  CONSTRAINT served_within_units CHECK (served_units BETWEEN 0 AND units AND (state = 'served' OR served_units = 0)),
  CONSTRAINT back_within_units CHECK (back_units BETWEEN 0 AND units - served_units AND (back_units = 0 OR back_reason IS NOT NULL)),
  CONSTRAINT due_in_order CHECK (seen_to >= seen_from AND due_to >= due_from)
) WITH (fillfactor = 80);
CREATE INDEX booking_plan ON supply.booking (plan_id, booked_at, order_id);
CREATE INDEX booking_back ON supply.booking (order_id) WHERE back_units > 0;
CREATE INDEX booking_due ON supply.booking (due_to) WHERE state = 'promised' AND late_told_at IS NULL;
-- From which allotment a booking's units come.
CREATE TABLE supply.booking_part (
  order_id uuid NOT NULL REFERENCES supply.booking,
  plan_id uuid NOT NULL,
  from_on date NOT NULL,
  units int NOT NULL CHECK (units > 0),
  PRIMARY KEY (order_id, from_on),
  FOREIGN KEY (plan_id, from_on) REFERENCES supply.allotment
);
SELECT kernel.append_only('supply.booking_part');

-- Counters as the bookings have them.
CREATE VIEW supply.allotment_recounted AS
SELECT p.plan_id, p.from_on,
  coalesce(sum(p.units) FILTER (WHERE b.state = 'held'), 0)::int AS held_units,
  coalesce(sum(p.units) FILTER (WHERE b.state = 'promised'), 0)::int AS promised_units,
  coalesce(sum(CASE WHEN b.units = p.units THEN b.served_units ELSE p.units END) FILTER (WHERE b.state = 'served'), 0)::int AS served_units
FROM supply.booking_part p JOIN supply.booking b USING (order_id) GROUP BY p.plan_id, p.from_on;

-- A ripeness window that moved, told to everyone who waits, with the day until which they may answer.
CREATE TABLE supply.slip (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  plan_id uuid NOT NULL REFERENCES supply.plan,
  announced_at timestamptz NOT NULL,
  old_from date NOT NULL,
  old_to date NOT NULL,
  new_from date NOT NULL,
  new_to date NOT NULL,
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  answer_by timestamptz NOT NULL,
  asked int NOT NULL CHECK (asked >= 0),
  closed_at timestamptz,
  CONSTRAINT window_in_order CHECK (new_to >= new_from),
  CONSTRAINT window_moved CHECK ((old_from, old_to) <> (new_from, new_to))
);
CREATE UNIQUE INDEX slip_open ON supply.slip (plan_id) WHERE closed_at IS NULL;
CREATE INDEX slip_plan ON supply.slip (plan_id, id DESC);
CREATE INDEX slip_due ON supply.slip (answer_by) WHERE closed_at IS NULL;
CREATE TABLE supply.slip_answer (
  slip_id uuid NOT NULL REFERENCES supply.slip,
  order_id uuid NOT NULL REFERENCES supply.booking,
  answer text NOT NULL CHECK (answer IN ('accept', 'refund', 'swap')),
  by_time boolean NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (slip_id, order_id)
);
SELECT kernel.append_only('supply.slip_answer');

-- How far the making of an order is, as the maker said it.
CREATE TABLE supply.stage_report (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  order_id uuid NOT NULL REFERENCES supply.booking,
  stage int NOT NULL CHECK (stage BETWEEN 0 AND 7),
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 300),
  photo bytea,
  at timestamptz NOT NULL
);
CREATE INDEX stage_report_order ON supply.stage_report (order_id, id);
SELECT kernel.append_only('supply.stage_report');
