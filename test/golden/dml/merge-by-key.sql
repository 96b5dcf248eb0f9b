-- MERGE on the target's key: the target is read even if no action names a column of it.
CREATE TABLE account (id int PRIMARY KEY, owner text, amount numeric);
--| CREATE TABLE
MERGE INTO account a USING (VALUES (1, 'x'), (2, 'y')) s(k, v) ON a.id = s.k WHEN NOT MATCHED THEN INSERT (id, owner) VALUES (s.k, s.v);
--| MERGE 2
MERGE INTO account a USING (VALUES (2, 'z')) s(k, v) ON a.id = s.k WHEN NOT MATCHED THEN INSERT (id, owner) VALUES (s.k, s.v);
--| MERGE 0
MERGE INTO account a USING (VALUES (2, 'z'), (3, 'w')) s(k, v) ON a.id = s.k WHEN MATCHED THEN UPDATE SET owner = s.v WHEN NOT MATCHED THEN INSERT VALUES (s.k, s.v, 1);
--| MERGE 2
MERGE INTO account a USING (SELECT g FROM generate_series(1, 2) g) s ON a.id = s.g WHEN MATCHED AND s.g = 1 THEN DELETE WHEN MATCHED THEN DO NOTHING WHEN NOT MATCHED THEN DO NOTHING;
--| MERGE 1
SELECT * FROM account ORDER BY id;
--| id int4 | owner text | amount numeric
--| 2 | z | NULL
--| 3 | w | 1
