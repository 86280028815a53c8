-- Published for the observatory: each case with its cause, what it cost, and how a dispute ended; no account, no name.
CREATE VIEW aftersales.claim AS
SELECT c.id AS case_id, c.code, c.order_id, c.organisation_id, c.cause, c.state, c.opened_at, c.closed_at, c.refunded_fen,
  CASE WHEN c.freight_bearer = 'seller' THEN c.return_freight_fen ELSE 0 END AS freight_fen,
  v.decided_at, v.step IN ('decide_refund', 'decide_return') AS lost
FROM aftersales."case" c LEFT JOIN LATERAL (
  SELECT s.at AS decided_at, s.step FROM aftersales.step s WHERE s.case_id = c.id AND s.side = 'centre' AND s.step LIKE 'decide%' ORDER BY s.id DESC LIMIT 1
) v ON true;
CREATE INDEX case_opened ON aftersales."case" (opened_at);
