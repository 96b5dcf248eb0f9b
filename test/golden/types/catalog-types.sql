-- Types of the catalogs: tid, xid, xid8, vectors, pg_lsn, money, reg*, "char", name, aclitem: literals, operators, casts, storage, errors.
select '(0,1)'::tid, '( 1 , 2 )'::tid, '(4294967295,65535)'::tid;
--| ERROR 22P02: invalid input syntax for type tid: "( 1 , 2 )"
--| POSITION: 22
select '(1,70000)'::tid;
--| ERROR 22P02: invalid input syntax for type tid: "(1,70000)"
--| POSITION: 8
select '(1)'::tid;
--| ERROR 22P02: invalid input syntax for type tid: "(1)"
--| POSITION: 8
select '(0,1)'::tid < '(0,2)'::tid, '(0,1)'::tid = '(0,1)'::tid, '(1,1)'::tid >= '(0,9)'::tid, greatest('(0,1)'::tid,'(0,3)');
--| ?column? bool | ?column? bool | ?column? bool | greatest oid=27
--| t | t | t | (0,3)
select '12'::xid8, '0xff'::xid8, '18446744073709551615'::xid8, '-1'::xid8, 'abc'::xid8, ''::xid8;
--| xid8 oid=5069 | xid8 oid=5069 | xid8 oid=5069 | xid8 oid=5069 | xid8 oid=5069 | xid8 oid=5069
--| 12 | 255 | 18446744073709551615 | 18446744073709551615 | 0 | 0
select '5'::xid8 < '7'::xid8, '5'::xid8::xid, xid8cmp('1','2');
--| ?column? bool | xid oid=28 | xid8cmp int4
--| t | 5 | -1
select '12'::xid, '-1'::xid, '4294967296'::xid, '12'::cid;
--| xid oid=28 | xid oid=28 | xid oid=28 | cid oid=29
--| 12 | 4294967295 | 0 | 12
select '1 2 3'::oidvector, ''::oidvector, '1 2'::int2vector, ('1 2 3'::oidvector)[1], '1 2'::oidvector < '1 3'::oidvector, '1 2'::oidvector::oid[];
--| oidvector oid=30 | oidvector oid=30 | int2vector oid=22 | oidvector oid | ?column? bool | oid oid=1028
--| 1 2 3 | "" | 1 2 | 2 | t | [0:1]={1,2}
select '1,2'::oidvector;
--| ERROR 22P02: invalid input syntax for type oid: ",2"
--| POSITION: 8
select 'a 2'::int2vector;
--| ERROR 22P02: invalid input syntax for type smallint: "a 2"
--| POSITION: 8
select '16/B374D848'::pg_lsn, '0/0'::pg_lsn, 'ffffffff/ffffffff'::pg_lsn, '16/b374d848'::pg_lsn + 16, '16/B374D848'::pg_lsn - '16/B374D800'::pg_lsn, '0/10'::pg_lsn - 5;
--| pg_lsn oid=3220 | pg_lsn oid=3220 | pg_lsn oid=3220 | ?column? oid=3220 | ?column? numeric | ?column? oid=3220
--| 16/B374D848 | 0/0 | FFFFFFFF/FFFFFFFF | 16/B374D858 | 72 | 0/B
select '0/0'::pg_lsn - 1;
--| ERROR 22023: pg_lsn out of range
select 'x'::pg_lsn;
--| ERROR 22P02: invalid input syntax for type pg_lsn: "x"
--| POSITION: 8
select '16/B374D848/1'::pg_lsn;
--| ERROR 22P02: invalid input syntax for type pg_lsn: "16/B374D848/1"
--| POSITION: 8
select '$12.34'::money, '12.345'::money, '(1.5)'::money, '-$1,234.56'::money, ' 1 '::money, '1e3'::money;
--| ERROR 22P02: invalid input syntax for type money: "1e3"
--| POSITION: 93
select '12.34'::money + '1', '12.34'::money * 2, '10'::money / 3, '10'::money / '3'::money, '12.34'::money::numeric, 12.5::money, 5::money, 5::bigint::money, -('5'::money) ;
--| ERROR 42883: operator does not exist: - money
--| HINT: No operator matches the given name and argument type. You might need to add an explicit type cast.
--| POSITION: 159
select '1'::money / 0;
--| ERROR 22012: division by zero
select 'x'::money;
--| ERROR 22P02: invalid input syntax for type money: "x"
--| POSITION: 8
select '92233720368547758.08'::money;
--| ERROR 22003: value "92233720368547758.08" is out of range for type money
--| POSITION: 8
select sum(x), min(x), max(x) from (values ('1.5'::money),('2')) v(x);
--| sum money | min money | max money
--| $3.50 | $1.50 | $2.00
select 'pg_class'::regclass, 1259::regclass, '1259'::regclass, 'pg_catalog.pg_class'::regclass, '"pg_class"'::regclass, '-'::regclass, 0::regclass, 99999999::regclass;
--| regclass regclass | regclass regclass | regclass regclass | regclass regclass | regclass regclass | regclass regclass | regclass regclass | regclass regclass
--| pg_class | pg_class | pg_class | pg_class | pg_class | - | - | 99999999
select 'nosuch'::regclass;
--| ERROR 42P01: relation "nosuch" does not exist
--| POSITION: 8
select 'a.b.c.d'::regclass;
--| ERROR 42601: improper relation name (too many dotted names): a.b.c.d
--| POSITION: 8
select 'nosuch.x'::regclass;
--| ERROR 3F000: schema "nosuch" does not exist
--| POSITION: 8
select 'int4'::regtype, 'integer[]'::regtype, 'varchar(10)'::regtype, 'numeric(10,2)'::regtype, '"char"'::regtype, 'timestamp with time zone'::regtype, 'double precision'::regtype, '23'::regtype, '-'::regtype, 'bit varying'::regtype, 'pg_catalog.int4'::regtype;
--| regtype regtype | regtype regtype | regtype regtype | regtype regtype | regtype regtype | regtype regtype | regtype regtype | regtype regtype | regtype regtype | regtype regtype | regtype regtype
--| integer | integer[] | character varying | numeric | "\"char\"" | timestamp with time zone | double precision | integer | - | bit varying | integer
select 'nosuch'::regtype;
--| ERROR 42704: type "nosuch" does not exist
--| POSITION: 8
select 'now'::regproc, 'pg_catalog.now'::regproc, 'abs(int4)'::regprocedure, 'pg_catalog.abs(integer)'::regprocedure, '+(int4,int4)'::regoperator, '-(none,int4)'::regoperator, 'pg_catalog.||/'::regoper, '0'::regoper, '-'::regproc;
--| regproc regproc | regproc regproc | regprocedure oid=2202 | regprocedure oid=2202 | regoperator oid=2204 | regoperator oid=2204 | regoper oid=2203 | regoper oid=2203 | regproc regproc
--| now | now | abs(integer) | abs(integer) | +(integer,integer) | -(NONE,integer) | ||/ | 0 | -
select 'abs'::regproc;
--| ERROR 42725: more than one function named "abs"
--| POSITION: 8
select 'nosuch'::regproc;
--| ERROR 42883: function "nosuch" does not exist
--| POSITION: 8
select 'abs(nosuch)'::regprocedure;
--| ERROR 42704: type "nosuch" does not exist
--| POSITION: 8
select 'abs'::regprocedure;
--| ERROR 22P02: expected a left parenthesis
--| POSITION: 8
select '+'::regoper;
--| ERROR 42725: more than one operator named +
--| POSITION: 8
select '+(int4)'::regoperator;
--| ERROR 42P02: missing argument
--| HINT: Use NONE to denote the missing argument of a unary operator.
--| POSITION: 8
select 'postgres'::regrole, 'pg_catalog'::regnamespace, '"C"'::regcollation, 'nosuch'::regrole;
--| ERROR 42704: role "nosuch" does not exist
--| POSITION: 78
select 'a.b'::regrole;
--| ERROR 42602: invalid name syntax
--| POSITION: 8
select 'pg_class'::regclass::oid, 'pg_class'::regclass::text, 'pg_class'::text::regclass, 'int4'::regtype::int, 'pg_class'::regclass = 1259, 1259::oid::regclass, 23::regtype::text;
--| oid oid | text text | regclass regclass | int4 int4 | ?column? bool | regclass regclass | text text
--| 1259 | pg_class | pg_class | 23 | t | pg_class | integer
select 'a'::"char", 'ab'::"char", ''::"char", '\101'::"char", '\377'::"char", 65::"char", 'a'::"char"::int, 'é'::"char"::int, 'a'::"char" < 'b'::"char", 'abc'::name, repeat('x',70)::name, 'a'::name || 'b', 'abc'::name = 'abc'::text, 'abc'::name < 'abd'::name;
--| char "char" | char "char" | char "char" | char "char" | char "char" | char "char" | int4 int4 | int4 int4 | ?column? bool | name name | repeat name | ?column? text | ?column? bool | ?column? bool
--| a | a | "" | A | \377 | A | 97 | -61 | t | abc | xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx | ab | t | t
select 128::"char";
--| ERROR 22003: "char" out of range
select 'postgres=r*w/postgres'::aclitem, '{postgres=arwdDxt/postgres,=r/postgres}'::aclitem[], aclcontains('{postgres=arwdDxt/postgres}', 'postgres=r/postgres'), '{postgres=r/postgres}'::aclitem[] @> 'postgres=r/postgres'::aclitem, '{a}'::text[] @> '{a}', 'postgres=r/postgres'::aclitem = 'postgres=r/postgres'::aclitem;
--| aclitem oid=1033 | aclitem oid=1034 | aclcontains bool | ?column? bool | ?column? bool | ?column? bool
--| postgres=r*w/postgres | {postgres=arwdDxt/postgres,=r/postgres} | t | t | t | t
select oid, 'x' from pg_class where oid = 'pg_class'::regclass;
--| oid oid | ?column? text
--| 1259 | x
create table xx (a xid8, b pg_lsn, c money, d "char", e name, f oidvector, g regclass, h tid, i xid, j aclitem, k regtype[]);
--| CREATE TABLE
insert into xx values ('5','0/10','1.5','a','nm','1 2','pg_class','(0,1)','5','postgres=r/postgres','{int4,text}');
--| INSERT 0 1
select * from xx;
--| a oid=5069 | b oid=3220 | c money | d "char" | e name | f oid=30 | g regclass | h oid=27 | i oid=28 | j oid=1033 | k oid=2211
--| 5 | 0/10 | $1.50 | a | nm | 1 2 | pg_class | (0,1) | 5 | postgres=r/postgres | {integer,text}
create index on xx (a);
--| CREATE INDEX
create index on xx (b);
--| CREATE INDEX
create index on xx (c);
--| CREATE INDEX
create index on xx (d);
--| CREATE INDEX
create index on xx (e);
--| CREATE INDEX
create index on xx (h);
--| CREATE INDEX
create index on xx (i);
--| ERROR 42704: data type xid has no default operator class for access method "btree"
--| HINT: You must specify an operator class for the index or define a default operator class for the data type.
select count(*) from xx a join xx b using (a,b,c,d,e,h);
--| count int8
--| 1
select * from xx where i = 5 and b < '0/20' and c > '1' and d = 'a' and g = 'pg_class'::regclass;
--| a oid=5069 | b oid=3220 | c money | d "char" | e name | f oid=30 | g regclass | h oid=27 | i oid=28 | j oid=1033 | k oid=2211
--| 5 | 0/10 | $1.50 | a | nm | 1 2 | pg_class | (0,1) | 5 | postgres=r/postgres | {integer,text}
select a, count(*) from xx group by a, i, f, g;
--| a oid=5069 | count int8
--| 5 | 1
select 'a b'::regtype;
--| ERROR 42601: syntax error at or near "b"
--| POSITION: 8
--| CONTEXT: invalid type name "a b"
select '10:20:10,14,14,15'::pg_snapshot, '10:20:'::txid_snapshot, pg_snapshot_xmin('10:20:12'), pg_snapshot_xmax('10:20:12');
--| pg_snapshot oid=5038 | txid_snapshot oid=2970 | pg_snapshot_xmin oid=5069 | pg_snapshot_xmax oid=5069
--| 10:20:10,14,15 | 10:20: | 10 | 20
select pg_snapshot_xip('10:20:12,15');
--| pg_snapshot_xip oid=5069
--| 12
--| 15
select pg_visible_in_snapshot('9', '10:20:12'), pg_visible_in_snapshot('12', '10:20:12'), pg_visible_in_snapshot('13', '10:20:12'), pg_visible_in_snapshot('20', '10:20:12');
--| pg_visible_in_snapshot bool | pg_visible_in_snapshot bool | pg_visible_in_snapshot bool | pg_visible_in_snapshot bool
--| t | f | t | f
select '10:9:'::pg_snapshot;
--| ERROR 22P02: invalid input syntax for type pg_snapshot: "10:9:"
--| POSITION: 8
select '10:20:20'::txid_snapshot;
--| ERROR 22P02: invalid input syntax for type pg_snapshot: "10:20:20"
--| POSITION: 8
select max(x), min(x) from (values ('0/5'::pg_lsn), ('1/0')) v(x);
--| max oid=3220 | min oid=3220
--| 1/0 | 0/5
