-- The rest of psql's backslash commands, over objects of many kinds; what shows sizes or descriptions of built-in objects is left out.
CREATE TYPE mood AS ENUM ('sad','ok','happy');
CREATE DOMAIN posint AS int CHECK (value > 0) NOT NULL;
CREATE TABLE author (id serial PRIMARY KEY, name varchar(40) NOT NULL UNIQUE, born date, tags text[] DEFAULT '{}', m mood default 'ok', p posint);
CREATE TABLE book (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, author_id int REFERENCES author ON DELETE CASCADE, title text DEFAULT 'untitled', price numeric(8,2) CHECK (price > 0), twice numeric GENERATED ALWAYS AS (price * 2) STORED);
CREATE TABLE "we""ird 😀" ("__proto__" int primary key, "constructor" text, """" text, "😀" timestamptz(3));
CREATE UNLOGGED TABLE ul (a int);
CREATE INDEX book_title ON book (title, price DESC NULLS LAST);
CREATE UNIQUE INDEX book_lower ON book (lower(title)) WHERE price > 5;
CREATE VIEW cheap AS SELECT title, price FROM book WHERE price < 10::numeric;
CREATE MATERIALIZED VIEW mv AS SELECT 1 AS a;
CREATE SEQUENCE ticket START 100 INCREMENT 5 CYCLE MAXVALUE 1000;
CREATE SEQUENCE small AS smallint;
CREATE SCHEMA other;
CREATE TABLE other.thing (a int, b "char", c char(3), d timestamp(0), e interval day to second(3), f bit(3), g varbit(5), h time(2), constraint ck check (a > 1 and b is not null));
COMMENT ON TABLE book IS 'what is read';
COMMENT ON COLUMN book.title IS 'its name';
INSERT INTO author(name,p) VALUES ('x',1),('y',2);
\d
\dt
\dt *.*thing
\dt other.*
\di
\dv
\dv+
\ds
\ds+
\dn
\dn+
\dm
\dE
\dtvs
\d author
\d+ author
\d book
\d+ book
\d cheap
\d+ cheap
\d mv
\d+ mv
\d book_title
\d+ book_title
\d book_lower
\d ticket
\d small
\d author_id_seq
\d other.thing
\d+ other.thing
\d ul
\d "we""ird 😀"
\d+ "we""ird 😀"
\d nosuch
\dt nosuch
\dt b*
\d b*
\d *.thing
\du
\dg
\dp
\z
\ddp
\dT
\dT+
\dD
\dD+
\df
\df+
\df upper

\dfa
\df sum



\dC mood
\dC+ int4
\dy
\des
\dew
\deu
\det
\dRp
\dRs
\dX
\db
\dA
\dAc btree int4
\dAo btree int4_ops
\dAp btree integer_ops
\dconfig work_mem
\dd
\dl
\drds
\dP
\dP+
\dPt
\dPi
\sv cheap
\sv+ cheap
\sf upper
\dT mood
\dT+ mood
\dD posint
\dS pg_class
\d pg_class
\d+ pg_class
\d pg_tables
\dit
\encoding
SELECT 1 AS one \gdesc
SELECT 1 AS one, 'x'::varchar(3) as v, now() as n, '{1}'::int[] as arr, null as n2, 1.5::numeric(4,2) as num, 'a'::char(4) as c, interval '1' day as i, 'sad'::mood as m, row(1,2) as r \gdesc
select * from author \gx
select 1 as a \g (format=csv)
select 1,2 \crosstabview
select * from (values (1,'a','x'),(2,'b','y'),(1,'b','z')) v(a,b,c) \crosstabview
select 'select 1 as gexec' union all select 'select 2' \gexec
\pset format csv
table author;
\pset format html
table author;
\pset format latex
table author;
\pset format asciidoc
table author;
\pset format unaligned
table author;
\pset format wrapped
table author;
\pset format aligned
\pset border 2
table author;
\pset linestyle unicode
table author;
\pset linestyle ascii
\pset border 1
\t on
table author;
\t off
\a
\a
select :'ENCODING';
\copy author (name, p) from pstdin
bob	5
alice	6
\.
\copy author to pstdout
\copy author to pstdout csv header
\copy (select id,name from author order by 1) to pstdout with (format csv, header, delimiter ';', quote '''', force_quote *)
\copy author (name,p) from pstdin csv
"quo""ted",7
"multi
line",8
\.
\copy author (name,p) from pstdin csv
bad,-1
\.
\copy author (name,p) from pstdin
bob	9
\.
\copy author (name,p) from pstdin
bob9	x
\.
\copy author (name,p) from pstdin
bob9
\.
\copy author (name,p) from pstdin
bob9	1	2
\.
\copy nosuch from pstdin
\copy author (nosuch) from pstdin
table author;
