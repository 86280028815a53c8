-- Published for the observatory: what was rated, by whom it is sold, and when.
CREATE VIEW reviews.rated AS
SELECT id AS review_id, organisation_id, listing_id, rating, written_at FROM reviews.review WHERE hidden_at IS NULL;
CREATE INDEX review_written ON reviews.review (written_at);
