-- Stored composite values while attributes of their type come and go.

CREATE TYPE c AS (a int, b text, d int);
--| CREATE TYPE

CREATE TABLE t (id int, v c, arr c[]);
--| CREATE TABLE

INSERT INTO t VALUES (1, (1,'x',10), ARRAY[(2,'y',20)::c]);
--| INSERT 0 1

ALTER TYPE c ADD ATTRIBUTE e text;
--| ALTER TYPE

SELECT * FROM t;
--| id int4 | v user-type | arr user-type
--| 1 | (1,x,10,) | {"(2,y,20,)"}

INSERT INTO t VALUES (2, (1,'x',10,'new'), ARRAY[(2,'y',20,'q')::c]);
--| INSERT 0 1

SELECT id, v, (v).e, (v).d, arr FROM t ORDER BY id;
--| id int4 | v user-type | e text | d int4 | arr user-type
--| 1 | (1,x,10,) | NULL | 10 | {"(2,y,20,)"}
--| 2 | (1,x,10,new) | new | 10 | {"(2,y,20,q)"}

ALTER TYPE c DROP ATTRIBUTE b;
--| ALTER TYPE

SELECT id, v, (v).e, (v).d, arr, (arr[1]).d FROM t ORDER BY id;
--| id int4 | v user-type | e text | d int4 | arr user-type | d int4
--| 1 | (1,10,) | NULL | 10 | {"(2,20,)"} | 20
--| 2 | (1,10,new) | new | 10 | {"(2,20,q)"} | 20

INSERT INTO t VALUES (3, (5,50,'z'), NULL);
--| INSERT 0 1

SELECT id, v, (v).e, (v).d, arr FROM t ORDER BY id;
--| id int4 | v user-type | e text | d int4 | arr user-type
--| 1 | (1,10,) | NULL | 10 | {"(2,20,)"}
--| 2 | (1,10,new) | new | 10 | {"(2,20,q)"}
--| 3 | (5,50,z) | z | 50 | NULL

ALTER TYPE c ADD ATTRIBUTE b int;
--| ALTER TYPE

SELECT id, v, (v).b, (v).d, arr FROM t ORDER BY id;
--| id int4 | v user-type | b int4 | d int4 | arr user-type
--| 1 | (1,10,,) | NULL | 10 | {"(2,20,,)"}
--| 2 | (1,10,new,) | NULL | 10 | {"(2,20,q,)"}
--| 3 | (5,50,z,) | NULL | 50 | NULL

SELECT v = (1,10,NULL,NULL)::c FROM t ORDER BY id;
--| ?column? bool
--| t
--| f
--| f

UPDATE t SET v.b = 7 WHERE id = 1;
--| UPDATE 1

SELECT id, v FROM t ORDER BY id;
--| id int4 | v user-type
--| 1 | (1,10,,7)
--| 2 | (1,10,new,)
--| 3 | (5,50,z,)

CREATE TABLE r (x int, y text);
--| CREATE TABLE

CREATE TABLE u (id int, r r);
--| CREATE TABLE

INSERT INTO u VALUES (1, (1,'one'));
--| INSERT 0 1

ALTER TABLE r ADD COLUMN z int;
--| ALTER TABLE

SELECT * FROM u;
--| id int4 | r user-type
--| 1 | (1,one,)

ALTER TABLE r ADD COLUMN zz int;
--| ALTER TABLE

SELECT *, (r).z FROM u;
--| id int4 | r user-type | z int4
--| 1 | (1,one,,) | NULL

INSERT INTO u VALUES (2, (2,'two',3,4));
--| INSERT 0 1

SELECT *, (r).z, (r).zz, (r).y FROM u ORDER BY id;
--| id int4 | r user-type | z int4 | zz int4 | y text
--| 1 | (1,one,,) | NULL | NULL | one
--| 2 | (2,two,3,4) | 3 | 4 | two

ALTER TABLE r DROP COLUMN x;
--| ALTER TABLE

SELECT *, (r).z, (r).zz, (r).y FROM u ORDER BY id;
--| id int4 | r user-type | z int4 | zz int4 | y text
--| 1 | (one,,) | NULL | NULL | one
--| 2 | (two,3,4) | 3 | 4 | two

SELECT row_to_json(r) FROM u ORDER BY id;
--| row_to_json json
--| {"y":"one","z":null,"zz":null}
--| {"y":"two","z":3,"zz":4}

SELECT count(*) FROM u WHERE r IS NOT NULL;
--| count int8
--| 1

SELECT r::text FROM u ORDER BY id;
--| r text
--| (one,,)
--| (two,3,4)

SELECT (r).* FROM u ORDER BY id;
--| y text | z int4 | zz int4
--| one | NULL | NULL
--| two | 3 | 4

ALTER TYPE c ALTER ATTRIBUTE a TYPE bigint;
--| ERROR 0A000: cannot alter type "c" because column "t.arr" uses it

SELECT id FROM u WHERE r = ROW('two',3,4)::r;
--| id int4
--| 2

SELECT r FROM r;
--| r user-type
--| (0 rows)

CREATE DOMAIN dc AS c CHECK ((VALUE).a > 0);
--| CREATE DOMAIN

CREATE TABLE w (v dc);
--| CREATE TABLE

INSERT INTO w VALUES (ROW(1,2,'e',3));
--| INSERT 0 1

ALTER TYPE c DROP ATTRIBUTE d CASCADE;
--| ALTER TYPE

SELECT v, (v).e, (v).b FROM w;
--| v user-type | e text | b int4
--| (1,e,3) | e | 3

SELECT id, v, arr FROM t ORDER BY id;
--| id int4 | v user-type | arr user-type
--| 1 | (1,,7) | {"(2,,)"}
--| 2 | (1,new,) | {"(2,q,)"}
--| 3 | (5,z,) | NULL
