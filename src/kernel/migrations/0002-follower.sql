-- Which transaction recorded an event: a follower reads only those older than every transaction still open,
-- so that no event can appear behind the place it has reached.
ALTER TABLE kernel.event ADD COLUMN tx xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX event_tx ON kernel.event (tx, id);

CREATE TABLE kernel.follower (
  name text PRIMARY KEY,
  upto_tx xid8 NOT NULL,
  upto_id uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000'
);
