-- What guests want to know of a ticket or experience before they come: the languages it is given in; what to bring, where to meet, what happens in rain.
ALTER TABLE tourism.product
  ADD COLUMN languages text[] NOT NULL DEFAULT '{zh}' CHECK (languages <@ ARRAY['zh', 'en', 'ja', 'ko', 'de', 'fr', 'es', 'ru']),
  ADD COLUMN notice_zh text NOT NULL DEFAULT '',
  ADD COLUMN notice_en text NOT NULL DEFAULT '';
