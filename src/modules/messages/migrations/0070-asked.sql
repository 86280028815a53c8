-- Published for the observatory: each time a buyer began to wait for a seller's word, and when it came; no text, no buyer.
CREATE VIEW messages.asked AS
SELECT m.conversation_id, m.number, c.organisation_id, m.sent_at AS asked_at, a.sent_at AS answered_at
FROM messages.message m JOIN messages.conversation c ON c.id = m.conversation_id LEFT JOIN LATERAL (
  SELECT n.sent_at FROM messages.message n WHERE n.conversation_id = m.conversation_id AND n.number > m.number AND n.side = 'seller' ORDER BY n.number LIMIT 1
) a ON true
WHERE m.side = 'buyer' AND NOT EXISTS (
  SELECT FROM messages.message p WHERE p.conversation_id = m.conversation_id AND p.number = m.number - 1 AND p.side = 'buyer');
CREATE INDEX message_asked ON messages.message (sent_at) WHERE side = 'buyer';
