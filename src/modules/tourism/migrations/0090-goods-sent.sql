-- Goods of a package are fetched at the stay, or sent to the guest where their supplier offers it; its price holds the freight.
ALTER TABLE tourism.package_part ADD COLUMN can_ship boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT only_goods_are_sent CHECK (kind = 'goods' OR NOT can_ship);
ALTER TABLE tourism.booked_goods
  ADD COLUMN to_send boolean NOT NULL DEFAULT false,
  -- Forgotten with the guest; name and phone are the booking's.
  ADD COLUMN send_to text CHECK (length(send_to) BETWEEN 1 AND 200),
  ADD COLUMN sent_at timestamptz,
  ADD COLUMN carrier text,
  ADD COLUMN tracking_number text,
  ADD CONSTRAINT sent_where_asked CHECK (to_send OR num_nonnulls(send_to, sent_at) = 0),
  ADD CONSTRAINT sent_with_a_carrier CHECK (num_nonnulls(sent_at, carrier, tracking_number) IN (0, 3)),
  ADD CONSTRAINT sent_is_not_freed CHECK (sent_at IS NULL OR freed_at IS NULL);
CREATE INDEX booked_goods_to_send ON tourism.booked_goods (booking_id) WHERE to_send AND sent_at IS NULL;
