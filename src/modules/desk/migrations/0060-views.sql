-- How a person likes to look at one of the desk's tables: an address's query under a name, for them or for all of the organisation.
CREATE TABLE desk.view (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organisation_id uuid NOT NULL,
  person_id uuid NOT NULL,
  sheet text NOT NULL CHECK (sheet IN ('orders', 'listings', 'lots', 'harvests', 'stock', 'prices')),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
  query text NOT NULL CHECK (length(query) <= 1000),
  shared boolean NOT NULL,
  saved_at timestamptz NOT NULL,
  UNIQUE (organisation_id, person_id, sheet, name),
  UNIQUE (id, organisation_id, sheet)
);
CREATE INDEX view_sheet ON desk.view (organisation_id, sheet);

-- The view with which a table opens for a person: one of their own, or one that is shared.
CREATE TABLE desk.opening (
  organisation_id uuid NOT NULL,
  person_id uuid NOT NULL,
  sheet text NOT NULL,
  view_id uuid NOT NULL,
  PRIMARY KEY (organisation_id, person_id, sheet),
  FOREIGN KEY (view_id, organisation_id, sheet) REFERENCES desk.view (id, organisation_id, sheet) ON DELETE CASCADE
);
CREATE INDEX opening_view ON desk.opening (view_id);
