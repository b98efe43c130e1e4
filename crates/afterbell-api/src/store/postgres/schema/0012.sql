-- 面试结果 is of a term: whom a teacher chose in one is not chosen in the next. What there is by now is of the one
-- that holds.
ALTER TABLE audition ADD COLUMN term INTEGER NOT NULL DEFAULT 1;
UPDATE audition SET term = (SELECT term FROM school WHERE id = 1);
ALTER TABLE audition ALTER COLUMN term DROP DEFAULT;
ALTER TABLE audition DROP CONSTRAINT audition_pkey;
ALTER TABLE audition ADD PRIMARY KEY (term, offering);

ALTER TABLE audition_passed ADD COLUMN term INTEGER NOT NULL DEFAULT 1;
UPDATE audition_passed SET term = (SELECT term FROM school WHERE id = 1);
ALTER TABLE audition_passed ALTER COLUMN term DROP DEFAULT;
ALTER TABLE audition_passed DROP CONSTRAINT audition_passed_pkey;
ALTER TABLE audition_passed ADD PRIMARY KEY (student, term, offering);
