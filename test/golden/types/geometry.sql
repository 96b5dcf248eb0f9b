-- Geometric types: literals in all their forms, output, errors, storage, subscripts.
SELECT '(1,2)'::point AS a, '1,2'::point AS b, ' ( 1.5 , -2e3 ) '::point AS c, '(NaN,Infinity)'::point AS d, '(0x1p3,.5)'::point AS e, '(-0,1e-300)'::point AS f, '(0.1,1e20)'::point AS g;
--| a point | b point | c point | d point | e point | f point | g point
--| (1,2) | (1,2) | (1.5,-2000) | (NaN,Infinity) | (8,0.5) | (-0,1e-300) | (0.1,1e+20)
SELECT '{1,2,3}'::line AS a, '[(0,0),(1,1)]'::line AS b, '((1,2),(3,2))'::line AS c, '(1,2),(1,5)'::line AS d, '1,2,3,5'::line AS e, ' { 1 , 2 , 3 } '::line AS f;
--| a oid=628 | b oid=628 | c oid=628 | d oid=628 | e oid=628 | f oid=628
--| {1,2,3} | {1,-1,0} | {0,-1,2} | {-1,0,1} | {1.5,-1,0.5} | {1,2,3}
SELECT '[(1,2),(3,4)]'::lseg AS a, '((1,2),(3,4))'::lseg AS b, '(1,2),(3,4)'::lseg AS c, '1,2,3,4'::lseg AS d, '(1,2,3,4)'::lseg AS e;
--| a oid=601 | b oid=601 | c oid=601 | d oid=601 | e oid=601
--| [(1,2),(3,4)] | [(1,2),(3,4)] | [(1,2),(3,4)] | [(1,2),(3,4)] | [(1,2),(3,4)]
SELECT '(1,2),(3,4)'::box AS a, '((3,4),(1,2))'::box AS b, '1,4,3,2'::box AS c, '(3,4,1,2)'::box AS d;
--| a oid=603 | b oid=603 | c oid=603 | d oid=603
--| (3,4),(1,2) | (3,4),(1,2) | (3,4),(1,2) | (3,4),(1,2)
SELECT '[(1,2),(3,4)]'::path AS a, '((1,2),(3,4))'::path AS b, '(1,2),(3,4),(5,6)'::path AS c, '(1,2,3,4)'::path AS d, '1,2,3,4'::path AS e, '[(1,2)]'::path AS f, '((1,2))'::path AS g;
--| a oid=602 | b oid=602 | c oid=602 | d oid=602 | e oid=602 | f oid=602 | g oid=602
--| [(1,2),(3,4)] | ((1,2),(3,4)) | ((1,2),(3,4),(5,6)) | ((1,2),(3,4)) | ((1,2),(3,4)) | [(1,2)] | ((1,2))
SELECT '((1,2),(3,4),(5,0))'::polygon AS a, '(1,2),(3,4)'::polygon AS b, '(1,2,3,4)'::polygon AS c, '1,2,3,4,5,6'::polygon AS d, '((1,2))'::polygon AS e;
--| a oid=604 | b oid=604 | c oid=604 | d oid=604 | e oid=604
--| ((1,2),(3,4),(5,0)) | ((1,2),(3,4)) | ((1,2),(3,4)) | ((1,2),(3,4),(5,6)) | ((1,2))
SELECT '<(1,2),3>'::circle AS a, '((1,2),3)'::circle AS b, '(1,2),3'::circle AS c, '1,2,3'::circle AS d, '< ( 1 , 2 ) , 0 >'::circle AS e, '<(1,2),Infinity>'::circle AS f, '<(1,2),NaN>'::circle AS g;
--| a oid=718 | b oid=718 | c oid=718 | d oid=718 | e oid=718 | f oid=718 | g oid=718
--| <(1,2),3> | <(1,2),3> | <(1,2),3> | <(1,2),3> | <(1,2),0> | <(1,2),Infinity> | <(1,2),NaN>
SELECT '(1,2'::point;
--| ERROR 22P02: invalid input syntax for type point: "(1,2"
--| POSITION: 8
SELECT '(1)'::point;
--| ERROR 22P02: invalid input syntax for type point: "(1)"
--| POSITION: 8
SELECT '(1,2)x'::point;
--| ERROR 22P02: invalid input syntax for type point: "(1,2)x"
--| POSITION: 8
SELECT 'x'::point;
--| ERROR 22P02: invalid input syntax for type point: "x"
--| POSITION: 8
SELECT '(1e400,2)'::point;
--| ERROR 22003: "1e400" is out of range for type double precision
--| POSITION: 8
SELECT ''::point;
--| ERROR 22P02: invalid input syntax for type point: ""
--| POSITION: 8
SELECT '{0,0,1}'::line;
--| ERROR 22P02: invalid line specification: A and B cannot both be zero
--| POSITION: 8
SELECT '[(1,2),(1,2)]'::line;
--| ERROR 22P02: invalid line specification: must be two distinct points
--| POSITION: 8
SELECT '{1,2}'::line;
--| ERROR 22P02: invalid input syntax for type line: "{1,2}"
--| POSITION: 8
SELECT '[(1,2),(3,4)'::lseg;
--| ERROR 22P02: invalid input syntax for type lseg: "[(1,2),(3,4)"
--| POSITION: 8
SELECT '[(1,2)]'::lseg;
--| ERROR 22P02: invalid input syntax for type lseg: "[(1,2)]"
--| POSITION: 8
SELECT '[(1,2),(3,4)]'::box;
--| ERROR 22P02: invalid input syntax for type box: "[(1,2),(3,4)]"
--| POSITION: 8
SELECT '(1,2),(3)'::box;
--| ERROR 22P02: invalid input syntax for type box: "(1,2),(3)"
--| POSITION: 8
SELECT '[(1,2),(3,4))'::path;
--| path oid=602
--| [(1,2),(3,4)]
SELECT '(1,2,3)'::path;
--| ERROR 22P02: invalid input syntax for type path: "(1,2,3)"
--| POSITION: 8
SELECT '[]'::path;
--| ERROR 22P02: invalid input syntax for type path: "[]"
--| POSITION: 8
SELECT '[(1,2),(3,4)]'::polygon;
--| ERROR 22P02: invalid input syntax for type polygon: "[(1,2),(3,4)]"
--| POSITION: 8
SELECT '(1,2,3)'::polygon;
--| ERROR 22P02: invalid input syntax for type polygon: "(1,2,3)"
--| POSITION: 8
SELECT '<(1,2),-1>'::circle;
--| ERROR 22P02: invalid input syntax for type circle: "<(1,2),-1>"
--| POSITION: 8
SELECT '<(1,2)>'::circle;
--| ERROR 22P02: invalid input syntax for type circle: "<(1,2)>"
--| POSITION: 8
SELECT '<(1,2),3'::circle;
--| ERROR 22P02: invalid input syntax for type circle: "<(1,2),3"
--| POSITION: 8
CREATE TABLE shape (id int PRIMARY KEY, p point, l line, s lseg, b box, t path, g polygon, c circle, pa point[], ba box[]);
--| CREATE TABLE
INSERT INTO shape VALUES (1, '(1,2)', '{1,2,3}', '[(1,2),(3,4)]', '(1,2),(3,4)', '[(1,2),(3,4)]', '((1,2),(3,4),(5,0))', '<(1,2),3>', '{"(1,2)",NULL,"(3,4)"}', '{(1,2),(3,4);(5,6),(7,8)}'), (2, NULL, NULL, NULL, NULL, '((1,2),(3,4))', NULL, NULL, '{}', NULL);
--| INSERT 0 2
SELECT * FROM shape ORDER BY id;
--| id int4 | p point | l oid=628 | s oid=601 | b oid=603 | t oid=602 | g oid=604 | c oid=718 | pa oid=1017 | ba oid=1020
--| 1 | (1,2) | {1,2,3} | [(1,2),(3,4)] | (3,4),(1,2) | [(1,2),(3,4)] | ((1,2),(3,4),(5,0)) | <(1,2),3> | {"(1,2)",NULL,"(3,4)"} | {(3,4),(1,2);(7,8),(5,6)}
--| 2 | NULL | NULL | NULL | NULL | ((1,2),(3,4)) | NULL | NULL | {} | NULL
UPDATE shape SET p = p + '(1,1)', c = c * '(2,0)' WHERE id = 1 RETURNING p, c;
--| p point | c oid=718
--| (2,3) | <(2,4),6>
--| UPDATE 1
SELECT p[0] AS x, p[1] AS y, p[2] AS none, s[0] AS first, b[1] AS low, l[2] AS c, pa[3] AS third, ba[2] AS second FROM shape WHERE id = 1;
--| x float8 | y float8 | none float8 | first point | low point | c float8 | third point | second oid=603
--| 2 | 3 | NULL | (1,2) | (1,2) | 3 | (3,4) | (7,8),(5,6)
SELECT count(*) FROM shape WHERE p ~= '(2,3)' AND b @> '(2,3)'::point;
--| count int8
--| 1
SELECT p FROM shape ORDER BY p;
--| ERROR 42883: could not identify an ordering operator for type point
--| HINT: Use an explicit ordering operator or modify the query.
--| POSITION: 30
SELECT DISTINCT b FROM shape;
--| ERROR 42883: could not identify an equality operator for type box
--| POSITION: 17
CREATE INDEX ON shape (p);
--| ERROR 42704: data type point has no default operator class for access method "btree"
--| HINT: You must specify an operator class for the index or define a default operator class for the data type.
SELECT p = p FROM shape;
--| ERROR 42883: operator does not exist: point = point
--| HINT: No operator matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 10
SELECT b FROM shape WHERE b IN ('(3,4),(1,2)', '(0,0),(1,1)');
--| b oid=603
--| (3,4),(1,2)
SELECT id FROM shape ORDER BY p <-> '(0,0)', id;
--| id int4
--| 1
--| 2
SELECT '(1,2)'::point::text AS a, ('(' || '3,4)')::point AS b, pg_typeof('(1,2),(3,4)'::box) AS c, point_send('(1,2)') AS d, path_send('[(1,2)]') AS e, box_send('(1,2),(3,4)') AS f, poly_send('((1,2))') AS g, circle_send('<(1,2),3>') AS h, line_send('{1,2,3}') AS i, lseg_send('[(1,2),(3,4)]') AS j;
--| a text | b point | c regtype | d bytea | e bytea | f bytea | g bytea | h bytea | i bytea | j bytea
--| (1,2) | (3,4) | box | \x3ff00000000000004000000000000000 | \x00000000013ff00000000000004000000000000000 | \x400800000000000040100000000000003ff00000000000004000000000000000 | \x000000013ff00000000000004000000000000000 | \x3ff000000000000040000000000000004008000000000000 | \x3ff000000000000040000000000000004008000000000000 | \x3ff0000000000000400000000000000040080000000000004010000000000000
UPDATE shape SET p[0] = 7, b[1] = '(0,0)', s[0] = '(9,9)', l[2] = 4 WHERE id = 1 RETURNING p, b, s, l;
--| p point | b oid=603 | s oid=601 | l oid=628
--| (7,3) | (3,4),(0,0) | [(9,9),(3,4)] | {1,2,4}
--| UPDATE 1
UPDATE shape SET p[0] = 7, b[1] = NULL WHERE id = 2 RETURNING p, b;
--| p point | b oid=603
--| NULL | NULL
--| UPDATE 1
UPDATE shape SET b[1] = NULL RETURNING id, b;
--| id int4 | b oid=603
--| 1 | (3,4),(0,0)
--| 2 | NULL
--| UPDATE 2
UPDATE shape SET p[2] = 7;
--| ERROR 2202E: array subscript out of range
UPDATE shape SET p[0][1] = 7;
--| ERROR 2202E: wrong number of array subscripts
SELECT p[0:1] FROM shape;
--| ERROR 0A000: slices of fixed-length arrays not implemented
SELECT c[0] FROM shape;
--| ERROR 42804: cannot subscript type circle because it does not support subscripting
--| POSITION: 8
SET extra_float_digits = 0;
--| SET
SELECT '(0.1,0.30000000000000004)'::point AS a, '<(0.1,0.2),0.30000000000000004>'::circle AS b;
--| a point | b oid=718
--| (0.1,0.3) | <(0.1,0.2),0.3>
