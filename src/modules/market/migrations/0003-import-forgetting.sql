-- A refused file is kept for its marked copy, and forgotten after a while: it names growers.
ALTER TABLE market.import DROP CONSTRAINT nothing_or_everything;
ALTER TABLE market.import ADD CONSTRAINT nothing_or_everything CHECK (
  CASE state WHEN 'done' THEN rows_done = rows_total AND listings_opened = rows_total AND faults_total = 0 AND bytes IS NULL
  ELSE listings_opened = 0 AND (bytes IS NOT NULL OR state = 'refused') END);
CREATE INDEX import_refused ON market.import (finished_at) WHERE state = 'refused' AND bytes IS NOT NULL;
