-- A keeper works for one store of the organisation and has no other role. The store's id is the market's.
ALTER TABLE people.membership
  DROP CONSTRAINT membership_roles_check,
  ADD CONSTRAINT membership_roles_check CHECK (cardinality(roles) > 0 AND roles <@ ARRAY['owner', 'seller', 'packer', 'bookkeeper', 'keeper']),
  ADD COLUMN store_id uuid,
  ADD CONSTRAINT keeper_of_one_store CHECK (('keeper' = ANY (roles)) = (store_id IS NOT NULL) AND (store_id IS NULL OR roles = '{keeper}'));
