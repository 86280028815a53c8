-- Nobody stands in one line twice: what is waited for, and when, is said by what was asked; with how many it is asked for makes no other line.
ALTER TABLE tourism.waiting ADD COLUMN line text NOT NULL GENERATED ALWAYS AS (
  coalesce(wanted #>> '{asked,optionId}', wanted #>> '{asked,roomTypeId}', wanted #>> '{asked,packageId}', '') || ' '
  || coalesce(wanted #>> '{asked,day}', wanted #>> '{asked,arrival}', '') || ' '
  || coalesce(wanted #>> '{asked,minute}', wanted #>> '{asked,nights}', '')) STORED;

-- Who stands twice until now keeps the place they took first.
UPDATE tourism.waiting later SET state = 'left', ended_at = later.made_at WHERE later.state = 'waiting' AND EXISTS (
  SELECT FROM tourism.waiting w WHERE w.state = 'waiting' AND w.buyer_id = later.buyer_id AND w.line = later.line AND (w.made_at, w.id) < (later.made_at, later.id));
CREATE UNIQUE INDEX waiting_once ON tourism.waiting (buyer_id, line) WHERE state = 'waiting';
