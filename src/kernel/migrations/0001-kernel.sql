-- Tables that may only grow. Marking one takes UPDATE and DELETE from the application's role
-- and refuses them to everyone else by trigger.
CREATE TABLE kernel.append_only_table (name regclass PRIMARY KEY);

CREATE FUNCTION kernel.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION kernel.append_only(target regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kernel.append_only_table VALUES (target);
  EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change()', target);
END $$;

CREATE TABLE kernel.audit (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  at timestamptz NOT NULL DEFAULT now(),
  operation text NOT NULL,
  actor_kind text NOT NULL CHECK (actor_kind IN ('guest', 'person', 'gateway', 'system')),
  actor_id text,
  organisation_id uuid,
  request_id text,
  detail jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_organisation ON kernel.audit (organisation_id, at DESC) WHERE organisation_id IS NOT NULL;
SELECT kernel.append_only('kernel.audit');

CREATE TABLE kernel.event (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  at timestamptz NOT NULL DEFAULT now(),
  name text NOT NULL,
  subject text NOT NULL,
  data jsonb NOT NULL
);
CREATE INDEX event_subject ON kernel.event (subject, at);
SELECT kernel.append_only('kernel.event');

-- One answered request per key and asker. A second request with the same key waits on the row of the first.
CREATE TABLE kernel.idempotency (
  asker text NOT NULL,
  key text NOT NULL CHECK (length(key) BETWEEN 8 AND 128),
  operation text NOT NULL,
  fingerprint text NOT NULL,
  output jsonb,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (asker, key)
);
CREATE INDEX idempotency_at ON kernel.idempotency (at);

-- Writes everything a transaction leaves behind. SECURITY DEFINER because graphile-worker's tables
-- belong to the role that migrates.
CREATE FUNCTION kernel.record(audits jsonb, events jsonb, jobs jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO kernel.audit (operation, actor_kind, actor_id, organisation_id, request_id, detail)
  SELECT a."operation", a."actorKind", a."actorId", a."organisationId", a."requestId", a."detail"
  FROM jsonb_to_recordset(audits) AS a("operation" text, "actorKind" text, "actorId" text, "organisationId" uuid, "requestId" text, "detail" jsonb);
  INSERT INTO kernel.event (name, subject, data)
  SELECT e."name", e."subject", e."data"
  FROM jsonb_to_recordset(events) AS e("name" text, "subject" text, "data" jsonb);
  IF jsonb_array_length(jobs) > 0 THEN
    PERFORM graphile_worker.add_jobs(ARRAY(
      SELECT jsonb_populate_record(NULL::graphile_worker.job_spec, j) FROM jsonb_array_elements(jobs) AS j));
  END IF;
END $$;
