-- Days on which a site, or the county, came near its limit or reached it: told once each.
CREATE TABLE tourism.crowd_alert (
  owner_id uuid NOT NULL,
  day date NOT NULL,
  level text NOT NULL CHECK (level IN ('nearly_full', 'full')),
  told_at timestamptz NOT NULL,
  PRIMARY KEY (owner_id, day, level)
);
SELECT kernel.append_only('tourism.crowd_alert');
