-- EXCLUDE over ranges: conflicts, NULL and empty ranges, updates, several columns with btree_gist, partial constraints and expressions, rows that are there already.
CREATE TABLE r (id int, during int4range, EXCLUDE USING gist (during WITH &&));
--| CREATE TABLE
INSERT INTO r VALUES (1, '[1,5)'), (2, '[5,9)');
--| INSERT 0 2
INSERT INTO r VALUES (3, '[8,12)');
--| ERROR 23P01: conflicting key value violates exclusion constraint "r_during_excl"
--| DETAIL: Key (during)=([8,12)) conflicts with existing key (during)=([5,9)).
--| FIELDS: schema public, table r, constraint r_during_excl
INSERT INTO r VALUES (4, NULL), (5, NULL), (6, 'empty'), (7, 'empty');
--| INSERT 0 4
INSERT INTO r VALUES (8, '(,)');
--| ERROR 23P01: conflicting key value violates exclusion constraint "r_during_excl"
--| DETAIL: Key (during)=((,)) conflicts with existing key (during)=([1,5)).
--| FIELDS: schema public, table r, constraint r_during_excl
INSERT INTO r SELECT 100 + n, int4range(n * 10, n * 10 + 10) FROM generate_series(2, 40) n;
--| INSERT 0 39
INSERT INTO r VALUES (9, '[25,26)');
--| ERROR 23P01: conflicting key value violates exclusion constraint "r_during_excl"
--| DETAIL: Key (during)=([25,26)) conflicts with existing key (during)=([20,30)).
--| FIELDS: schema public, table r, constraint r_during_excl
UPDATE r SET id = id + 1000;
--| UPDATE 45
UPDATE r SET during = '[3,6)' WHERE id = 1004;
--| ERROR 23P01: conflicting key value violates exclusion constraint "r_during_excl"
--| DETAIL: Key (during)=([3,6)) conflicts with existing key (during)=([1,5)).
--| FIELDS: schema public, table r, constraint r_during_excl
UPDATE r SET during = '[9,12)' WHERE id = 1004;
--| UPDATE 1
UPDATE r SET during = int4range(lower(during) + 1, upper(during) + 1) WHERE during && '[20,40)';
--| ERROR 23P01: conflicting key value violates exclusion constraint "r_during_excl"
--| DETAIL: Key (during)=([21,31)) conflicts with existing key (during)=([30,40)).
--| FIELDS: schema public, table r, constraint r_during_excl
DELETE FROM r WHERE id = 1001;
--| DELETE 1
INSERT INTO r VALUES (10, '[1,5)');
--| INSERT 0 1
INSERT INTO r VALUES (11, '[9,10)'), (12, '[12,13)');
--| ERROR 23P01: conflicting key value violates exclusion constraint "r_during_excl"
--| DETAIL: Key (during)=([9,10)) conflicts with existing key (during)=([9,12)).
--| FIELDS: schema public, table r, constraint r_during_excl
SELECT id, during FROM r WHERE during && '[1,30)' ORDER BY during;
--| id int4 | during oid=3904
--| 10 | [1,5)
--| 1002 | [5,9)
--| 1004 | [9,12)
--| 1102 | [20,30)
COPY r FROM stdin;
13	[100,200)
\.
--| ERROR 23P01: conflicting key value violates exclusion constraint "r_during_excl"
--| DETAIL: Key (during)=([100,200)) conflicts with existing key (during)=([100,110)).
--| CONTEXT: COPY r, line 1
--| FIELDS: schema public, table r, constraint r_during_excl
CREATE EXTENSION btree_gist;
--| CREATE EXTENSION
CREATE TABLE booking (room text, during tsrange, who text, CONSTRAINT no_double EXCLUDE USING gist (room WITH =, during WITH &&));
--| CREATE TABLE
INSERT INTO booking VALUES ('101', '[2024-01-01 10:00, 2024-01-01 12:00)', 'ann');
--| INSERT 0 1
INSERT INTO booking VALUES ('101', '[2024-01-01 11:00, 2024-01-01 13:00)', 'bob');
--| ERROR 23P01: conflicting key value violates exclusion constraint "no_double"
--| DETAIL: Key (room, during)=(101, ["2024-01-01 11:00:00","2024-01-01 13:00:00")) conflicts with existing key (room, during)=(101, ["2024-01-01 10:00:00","2024-01-01 12:00:00")).
--| FIELDS: schema public, table booking, constraint no_double
INSERT INTO booking VALUES ('102', '[2024-01-01 11:00, 2024-01-01 13:00)', 'bob');
--| INSERT 0 1
INSERT INTO booking VALUES ('101', '[2024-01-01 12:00, 2024-01-01 13:00)', 'bob');
--| INSERT 0 1
INSERT INTO booking VALUES (NULL, '[2024-01-01 12:00, 2024-01-01 13:00)', 'cy'), (NULL, '[2024-01-01 12:00, 2024-01-01 13:00)', 'dee');
--| INSERT 0 2
UPDATE booking SET room = '102' WHERE who = 'bob' AND room = '101';
--| ERROR 23P01: conflicting key value violates exclusion constraint "no_double"
--| DETAIL: Key (room, during)=(102, ["2024-01-01 12:00:00","2024-01-01 13:00:00")) conflicts with existing key (room, during)=(102, ["2024-01-01 11:00:00","2024-01-01 13:00:00")).
--| FIELDS: schema public, table booking, constraint no_double
UPDATE booking SET room = '101' WHERE who = 'bob';
--| ERROR 23P01: conflicting key value violates exclusion constraint "no_double"
--| DETAIL: Key (room, during)=(101, ["2024-01-01 11:00:00","2024-01-01 13:00:00")) conflicts with existing key (room, during)=(101, ["2024-01-01 10:00:00","2024-01-01 12:00:00")).
--| FIELDS: schema public, table booking, constraint no_double
SELECT room, who FROM booking ORDER BY room, who;
--| room text | who text
--| 101 | ann
--| 101 | bob
--| 102 | bob
--| NULL | cy
--| NULL | dee
-- One kind of animal in a cage.
CREATE TABLE zoo (cage int, animal text, EXCLUDE USING gist (cage WITH =, animal WITH <>));
--| CREATE TABLE
INSERT INTO zoo VALUES (1, 'zebra'), (1, 'zebra'), (2, 'lion');
--| INSERT 0 3
INSERT INTO zoo VALUES (1, 'lion');
--| ERROR 23P01: conflicting key value violates exclusion constraint "zoo_cage_animal_excl"
--| DETAIL: Key (cage, animal)=(1, lion) conflicts with existing key (cage, animal)=(1, zebra).
--| FIELDS: schema public, table zoo, constraint zoo_cage_animal_excl
INSERT INTO zoo VALUES (2, 'lion');
--| INSERT 0 1
-- Partial, over an expression.
CREATE TABLE task (id int, starts int, ends int, is_done bool DEFAULT false, EXCLUDE USING gist (int4range(starts, ends) WITH &&) WHERE (NOT is_done));
--| CREATE TABLE
INSERT INTO task VALUES (1, 1, 5), (2, 5, 7);
--| INSERT 0 2
INSERT INTO task VALUES (3, 4, 6, true);
--| INSERT 0 1
INSERT INTO task VALUES (4, 6, 8);
--| ERROR 23P01: conflicting key value violates exclusion constraint "task_int4range_excl"
--| DETAIL: Key (int4range(starts, ends))=([6,8)) conflicts with existing key (int4range(starts, ends))=([5,7)).
--| FIELDS: schema public, table task, constraint task_int4range_excl
UPDATE task SET is_done = false WHERE id = 3;
--| ERROR 23P01: conflicting key value violates exclusion constraint "task_int4range_excl"
--| DETAIL: Key (int4range(starts, ends))=([4,6)) conflicts with existing key (int4range(starts, ends))=([1,5)).
--| FIELDS: schema public, table task, constraint task_int4range_excl
UPDATE task SET is_done = true WHERE id = 2;
--| UPDATE 1
INSERT INTO task VALUES (4, 6, 8);
--| INSERT 0 1
-- Multiranges and networks are compared by the operator itself.
CREATE TABLE m (id int, mr int4multirange, EXCLUDE USING gist (mr WITH &&));
--| CREATE TABLE
INSERT INTO m VALUES (1, '{[1,3),[8,10)}'), (2, '{[3,5),[10,12)}');
--| INSERT 0 2
INSERT INTO m VALUES (3, '{[4,6)}');
--| ERROR 23P01: conflicting key value violates exclusion constraint "m_mr_excl"
--| DETAIL: Key (mr)=({[4,6)}) conflicts with existing key (mr)=({[3,5),[10,12)}).
--| FIELDS: schema public, table m, constraint m_mr_excl
INSERT INTO m VALUES (3, '{[5,6)}'), (4, '{}'), (5, '{}');
--| INSERT 0 3
CREATE TABLE net (n cidr, EXCLUDE USING gist (n inet_ops WITH &&));
--| CREATE TABLE
INSERT INTO net VALUES ('10.0.0.0/16'), ('10.1.0.0/16'), ('2001:db8::/32');
--| INSERT 0 3
INSERT INTO net VALUES ('10.1.7.0/24');
--| ERROR 23P01: conflicting key value violates exclusion constraint "net_n_excl"
--| DETAIL: Key (n)=(10.1.7.0/24) conflicts with existing key (n)=(10.1.0.0/16).
--| FIELDS: schema public, table net, constraint net_n_excl
INSERT INTO net VALUES ('10.0.0.0/8');
--| ERROR 23P01: conflicting key value violates exclusion constraint "net_n_excl"
--| DETAIL: Key (n)=(10.0.0.0/8) conflicts with existing key (n)=(10.0.0.0/16).
--| FIELDS: schema public, table net, constraint net_n_excl
INSERT INTO net VALUES ('2001:db8:1::/48');
--| ERROR 23P01: conflicting key value violates exclusion constraint "net_n_excl"
--| DETAIL: Key (n)=(2001:db8:1::/48) conflicts with existing key (n)=(2001:db8::/32).
--| FIELDS: schema public, table net, constraint net_n_excl
INSERT INTO net VALUES ('10.2.0.0/15'), ('2001:db9::/32');
--| INSERT 0 2
CREATE TABLE adj (r numrange, EXCLUDE USING gist (r WITH -|-));
--| CREATE TABLE
INSERT INTO adj VALUES ('[1,2)'), ('[1.5,3]');
--| INSERT 0 2
INSERT INTO adj VALUES ('[2,2.5)');
--| ERROR 23P01: conflicting key value violates exclusion constraint "adj_r_excl"
--| DETAIL: Key (r)=([2,2.5)) conflicts with existing key (r)=([1,2)).
--| FIELDS: schema public, table adj, constraint adj_r_excl
INSERT INTO adj VALUES ('(3,4)');
--| ERROR 23P01: conflicting key value violates exclusion constraint "adj_r_excl"
--| DETAIL: Key (r)=((3,4)) conflicts with existing key (r)=([1.5,3]).
--| FIELDS: schema public, table adj, constraint adj_r_excl
-- Equality over a btree.
CREATE TABLE b (a int, t text, EXCLUDE (a WITH =, lower(t) WITH =));
--| CREATE TABLE
INSERT INTO b VALUES (1, 'x'), (1, 'y'), (NULL, 'x'), (NULL, 'x');
--| INSERT 0 4
INSERT INTO b VALUES (1, 'X');
--| ERROR 23P01: conflicting key value violates exclusion constraint "b_a_lower_excl"
--| DETAIL: Key (a, lower(t))=(1, x) conflicts with existing key (a, lower(t))=(1, x).
--| FIELDS: schema public, table b, constraint b_a_lower_excl
-- Rows that are there.
CREATE TABLE late (r int4range);
--| CREATE TABLE
INSERT INTO late VALUES ('[1,3)'), ('[2,5)'), (NULL), ('empty');
--| INSERT 0 4
ALTER TABLE late ADD CONSTRAINT ex EXCLUDE USING gist (r WITH &&);
--| ERROR 23P01: could not create exclusion constraint "ex"
--| DETAIL: Key (r)=([1,3)) conflicts with key (r)=([2,5)).
--| FIELDS: schema public, table late, constraint ex
DELETE FROM late WHERE r = '[2,5)';
--| DELETE 1
ALTER TABLE late ADD CONSTRAINT ex EXCLUDE USING gist (r WITH &&);
--| ALTER TABLE
INSERT INTO late VALUES ('[2,5)');
--| ERROR 23P01: conflicting key value violates exclusion constraint "ex"
--| DETAIL: Key (r)=([2,5)) conflicts with existing key (r)=([1,3)).
--| FIELDS: schema public, table late, constraint ex
ALTER TABLE late ADD CONSTRAINT apart EXCLUDE USING gist (r WITH -|-);
--| ALTER TABLE
INSERT INTO late VALUES ('[3,5)');
--| ERROR 23P01: conflicting key value violates exclusion constraint "apart"
--| DETAIL: Key (r)=([3,5)) conflicts with existing key (r)=([1,3)).
--| FIELDS: schema public, table late, constraint apart
ALTER TABLE late RENAME CONSTRAINT ex TO overlap;
--| ALTER TABLE
INSERT INTO late VALUES ('[2,5)');
--| ERROR 23P01: conflicting key value violates exclusion constraint "overlap"
--| DETAIL: Key (r)=([2,5)) conflicts with existing key (r)=([1,3)).
--| FIELDS: schema public, table late, constraint overlap
ALTER TABLE late DROP CONSTRAINT overlap, DROP CONSTRAINT apart;
--| ALTER TABLE
INSERT INTO late VALUES ('[2,5)');
--| INSERT 0 1
-- As one constraint among others: who is asked first.
CREATE TABLE both (id int PRIMARY KEY, r int4range, EXCLUDE USING gist (r WITH &&), UNIQUE (r));
--| ERROR 42601: syntax error at or near "both"
--| POSITION: 14
INSERT INTO both VALUES (1, '[1,2)');
--| ERROR 42601: syntax error at or near "both"
--| POSITION: 13
INSERT INTO both VALUES (1, '[1,2)');
--| ERROR 42601: syntax error at or near "both"
--| POSITION: 13
INSERT INTO both VALUES (2, '[1,2)');
--| ERROR 42601: syntax error at or near "both"
--| POSITION: 13
DROP TABLE r, booking, zoo, task, m, net, adj, b, late, both;
--| ERROR 42601: syntax error at or near "both"
--| POSITION: 57
DROP EXTENSION btree_gist;
--| ERROR 2BP01: cannot drop extension btree_gist because other objects depend on it
--| DETAIL: constraint no_double on table booking depends on operator class gist_text_ops for access method gist\nconstraint zoo_cage_animal_excl on table zoo depends on operator class gist_text_ops for access method gist
--| HINT: Use DROP ... CASCADE to drop the dependent objects too.
