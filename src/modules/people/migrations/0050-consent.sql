CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

-- An agent's wish to act for a grower. Its code is made from its id by a keyed hash and stands nowhere.
CREATE TABLE people.consent_request (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  agent_organisation_id uuid NOT NULL REFERENCES people.organisation,
  agent_id uuid NOT NULL REFERENCES people.person,
  scopes text[] NOT NULL CHECK (cardinality(scopes) BETWEEN 1 AND 3 AND scopes <@ ARRAY['parcels', 'goods', 'answers']),
  until date NOT NULL,
  lang text NOT NULL CHECK (lang IN ('zh', 'en')),
  asked_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL CHECK (expires_at > asked_at),
  tries int NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 5),
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'given', 'refused')),
  CHECK (agent_organisation_id <> organisation_id)
);
-- One open wish of an agent at a grower's: a second takes the first one's place.
CREATE UNIQUE INDEX consent_request_open ON people.consent_request (organisation_id, agent_id) WHERE state = 'open';
CREATE INDEX consent_request_agent ON people.consent_request (agent_id, id DESC);

-- What was agreed, and how: on the owner's own account, or with the code that was sent to the grower's phone.
CREATE TABLE people.consent (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL UNIQUE REFERENCES people.consent_request,
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  agent_organisation_id uuid NOT NULL REFERENCES people.organisation,
  agent_id uuid NOT NULL REFERENCES people.person,
  scopes text[] NOT NULL CHECK (cardinality(scopes) BETWEEN 1 AND 3 AND scopes <@ ARRAY['parcels', 'goods', 'answers']),
  until date NOT NULL,
  how text NOT NULL CHECK (how IN ('account', 'code')),
  -- Who pressed the button or typed the code in.
  given_by uuid NOT NULL REFERENCES people.person,
  given_at timestamptz NOT NULL,
  CHECK (agent_organisation_id <> organisation_id)
);
CREATE INDEX consent_organisation ON people.consent (organisation_id, id DESC);
CREATE INDEX consent_agent ON people.consent (agent_id, id DESC);
SELECT kernel.append_only('people.consent');

CREATE TABLE people.consent_end (
  consent_id uuid PRIMARY KEY REFERENCES people.consent,
  ended_by uuid NOT NULL REFERENCES people.person,
  side text NOT NULL CHECK (side IN ('grower', 'agent', 'centre')),
  at timestamptz NOT NULL
);
SELECT kernel.append_only('people.consent_end');

-- When each scope of a consent holds. Taking a consent back ends the range; no two of a pair hold the same scope at once.
CREATE TABLE people.mandate (
  consent_id uuid NOT NULL REFERENCES people.consent,
  scope text NOT NULL CHECK (scope IN ('parcels', 'goods', 'answers')),
  organisation_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  during tstzrange NOT NULL,
  PRIMARY KEY (consent_id, scope),
  CONSTRAINT mandate_once EXCLUDE USING gist (organisation_id WITH =, agent_id WITH =, scope WITH =, during WITH &&)
);
CREATE INDEX mandate_agent ON people.mandate (agent_id);
