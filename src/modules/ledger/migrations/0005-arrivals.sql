-- Released in the books and not yet at the gateway: not to be paid out before it has arrived there.
ALTER TABLE ledger.purse ADD COLUMN arriving_fen bigint NOT NULL DEFAULT 0 CHECK (arriving_fen >= 0);
