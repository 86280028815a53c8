-- Whose name a buyer's invoices carry.
CREATE TABLE invoicing.title (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  buyer_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('personal', 'company')),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  tax_number text NOT NULL DEFAULT '',
  -- Address, telephone and bank as the paper shows them; may be empty.
  details text NOT NULL DEFAULT '',
  CONSTRAINT company_has_number CHECK (tax_number ~ CASE kind WHEN 'company' THEN '^[0-9A-HJ-NPQRTUWXY]{18}$' ELSE '^$' END),
  UNIQUE (buyer_id, kind, name, tax_number)
);

-- What a buyer asked a seller to invoice: what was really paid, and what went back since.
CREATE TABLE invoicing.request (
  id uuid PRIMARY KEY,
  order_id uuid NOT NULL,
  order_code text NOT NULL,
  organisation_id uuid NOT NULL,
  buyer_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('personal', 'company')),
  name text NOT NULL,
  tax_number text NOT NULL,
  details text NOT NULL,
  amount_fen bigint NOT NULL CHECK (amount_fen >= 0),
  -- Refunded after it was issued: what red-letter invoices have to take back.
  red_fen bigint NOT NULL DEFAULT 0,
  state text NOT NULL CHECK (state IN ('asked', 'issued', 'refused', 'withdrawn')),
  number text,
  issued_on date,
  link text,
  file bytea,
  file_format text CHECK (file_format IN ('pdf', 'ofd')),
  reason text,
  asked_at timestamptz NOT NULL,
  ended_at timestamptz,
  CONSTRAINT company_has_number CHECK (tax_number ~ CASE kind WHEN 'company' THEN '^[0-9A-HJ-NPQRTUWXY]{18}$' ELSE '^$' END),
  CONSTRAINT red_within_amount CHECK (red_fen BETWEEN 0 AND amount_fen AND (red_fen = 0 OR state = 'issued')),
  CONSTRAINT asked_for_something CHECK (state <> 'asked' OR amount_fen > 0),
  CONSTRAINT issued_with_number CHECK ((state = 'issued') = (number IS NOT NULL) AND (state = 'issued') = (issued_on IS NOT NULL)),
  CONSTRAINT refused_with_reason CHECK (state <> 'refused' OR length(reason) > 0),
  CONSTRAINT ended_when_answered CHECK ((ended_at IS NULL) = (state = 'asked')),
  CONSTRAINT file_has_format CHECK ((file IS NULL) = (file_format IS NULL))
);
CREATE UNIQUE INDEX request_live ON invoicing.request (order_id) WHERE state IN ('asked', 'issued');
CREATE UNIQUE INDEX request_number ON invoicing.request (number) WHERE number IS NOT NULL;
CREATE INDEX request_buyer ON invoicing.request (buyer_id, id DESC);
CREATE INDEX request_organisation ON invoicing.request (organisation_id, id DESC);

-- A refund after issuing: the seller owes a red-letter invoice for it.
CREATE TABLE invoicing.red_letter (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  request_id uuid NOT NULL REFERENCES invoicing.request,
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  asked_at timestamptz NOT NULL,
  number text UNIQUE,
  issued_at timestamptz,
  CONSTRAINT issued_with_number CHECK ((number IS NULL) = (issued_at IS NULL))
);
CREATE INDEX red_letter_request ON invoicing.red_letter (request_id);
