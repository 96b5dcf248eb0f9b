-- bool: input forms, three-valued logic, what may stand as a condition.
SELECT 't'::bool AS a, 'yes'::bool AS b, 'on'::bool AS c, '1'::bool AS d, 'FALSE'::bool AS e, 'of'::bool AS f, ' n '::bool AS g;
--| a bool | b bool | c bool | d bool | e bool | f bool | g bool
--| t | t | t | t | f | f | f
SELECT 'o'::bool;
--| ERROR 22P02: invalid input syntax for type boolean: "o"
--| POSITION: 8
SELECT 'maybe'::bool;
--| ERROR 22P02: invalid input syntax for type boolean: "maybe"
--| POSITION: 8
SELECT a, b, a AND b AS "and", a OR b AS "or", NOT a AS "not" FROM (VALUES (true), (false), (NULL)) x(a), (VALUES (true), (false), (NULL)) y(b) ORDER BY a, b;
--| a bool | b bool | and bool | or bool | not bool
--| f | f | f | f | t
--| f | t | f | t | t
--| f | NULL | f | NULL | t
--| t | f | f | t | f
--| t | t | t | t | f
--| t | NULL | NULL | t | f
--| NULL | f | f | NULL | NULL
--| NULL | t | NULL | t | NULL
--| NULL | NULL | NULL | NULL | NULL
SELECT NULL::bool IS TRUE AS a, NULL::bool IS NOT TRUE AS b, NULL::bool IS UNKNOWN AS c, false IS NOT UNKNOWN AS d, true IS FALSE AS e;
--| a bool | b bool | c bool | d bool | e bool
--| f | t | t | t | f
SELECT true::int AS a, 0::bool AS b, 5::bool AS c, true::text AS d;
--| a int4 | b bool | c bool | d text
--| 1 | f | t | true
SELECT 1.5::bool;
--| ERROR 42846: cannot cast type numeric to boolean
--| POSITION: 11
SELECT 1 WHERE 1;
--| ERROR 42804: argument of WHERE must be type boolean, not type integer
--| POSITION: 16
SELECT true < false AS a, true > false AS b, true = 't' AS c;
--| a bool | b bool | c bool
--| f | t | t
SELECT bool_and(x), bool_or(x), every(x) FROM (VALUES (true), (NULL), (false)) v(x);
--| bool_and bool | bool_or bool | every bool
--| f | t | f
SELECT 1 AND true;
--| ERROR 42804: argument of AND must be type boolean, not type integer
--| POSITION: 8
SELECT NOT 'x';
--| ERROR 22P02: invalid input syntax for type boolean: "x"
--| POSITION: 12
