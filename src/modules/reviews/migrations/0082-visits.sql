-- What is reviewed: goods of an order, or a booking of a stay or a visit, whose id stands as the order's, as its one line; the listing is then the house or the ticket.
ALTER TABLE reviews.review
  ADD COLUMN kind text NOT NULL DEFAULT 'goods' CHECK (kind IN ('goods', 'stay', 'visit')),
  ADD CONSTRAINT a_booking_is_one_line CHECK (kind = 'goods' OR line = 0);
