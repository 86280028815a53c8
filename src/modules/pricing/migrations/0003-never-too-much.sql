-- Nothing is given back that was not taken: looked at when the transaction ends, since a budget that is raised lies in its slots first.
CREATE FUNCTION pricing.check_remainder() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (
    SELECT sum(r.amount) > coalesce((SELECT amount_fen FROM pricing.budget WHERE id = NEW.of), (SELECT claims_most FROM pricing.offer WHERE id = NEW.of))
    FROM pricing.remainder r WHERE r.of = NEW.of
  ) THEN
    RAISE EXCEPTION 'more is left of % than there ever was', NEW.of USING ERRCODE = 'check_violation', CONSTRAINT = 'never_too_much', TABLE = 'remainder', SCHEMA = 'pricing';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER never_too_much AFTER UPDATE ON pricing.remainder DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (NEW.amount > OLD.amount) EXECUTE FUNCTION pricing.check_remainder();
