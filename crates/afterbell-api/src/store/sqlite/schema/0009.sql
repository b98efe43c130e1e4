-- 最迟期限: an open offer is moved with others of its family, but not beyond this moment.
ALTER TABLE waiting ADD COLUMN ends_by TEXT;
