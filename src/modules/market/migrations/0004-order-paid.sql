-- Counting sales by day reads orders by the moment they were paid.
CREATE INDEX order_paid ON market."order" (paid_at) WHERE paid_at IS NOT NULL;
