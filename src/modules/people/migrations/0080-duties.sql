-- The county is never without a service centre: an office that has the duty and somebody in it. The locks make two that are taken back
-- at once take turns, and what follows sees what the other has committed.
CREATE FUNCTION people.keep_a_service_centre() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM 1 FROM people.organisation WHERE 'service_centre' = ANY (duties) OR id = NEW.id ORDER BY id FOR UPDATE;
  IF NOT EXISTS (
    SELECT FROM people.organisation o WHERE 'service_centre' = ANY (o.duties) AND EXISTS (SELECT FROM people.membership m WHERE m.organisation_id = o.id)
  ) THEN
    RAISE EXCEPTION 'the county would be without a service centre'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'organisation_keeps_a_service_centre';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_a_service_centre AFTER UPDATE OF duties ON people.organisation
  FOR EACH ROW WHEN ('service_centre' = ANY (OLD.duties) AND NOT 'service_centre' = ANY (NEW.duties)) EXECUTE FUNCTION people.keep_a_service_centre();
