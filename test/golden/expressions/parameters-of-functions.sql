-- Overload resolution: which function and operator a call finds, and how it says that there is none.
SELECT round(1), round(1.5), round(1.5::float8), pg_typeof(round(1)), pg_typeof(round(1.5));
--| round float8 | round numeric | round float8 | pg_typeof regtype | pg_typeof regtype
--| 1 | 2 | 2 | double precision | numeric
SELECT substring('abc', 2) AS a, substring('abc' FROM '.$') AS b, pg_typeof(length('a')) AS c;
--| a text | b text | c regtype
--| bc | c | integer
SELECT round(1.5::float8, 1);
--| ERROR 42883: function round(double precision, integer) does not exist
--| HINT: No function matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 8
SELECT lower(1);
--| ERROR 42883: function lower(integer) does not exist
--| HINT: No function matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 8
SELECT nosuch(1, 'a', NULL);
--| ERROR 42883: function nosuch(integer, unknown, unknown) does not exist
--| HINT: No function matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 8
SELECT public.upper('a');
--| ERROR 42883: function public.upper(unknown) does not exist
--| HINT: No function matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 8
SELECT pg_catalog.upper('a');
--| upper text
--| A
SELECT sum('a');
--| ERROR 42725: function sum(unknown) is not unique
--| HINT: Could not choose a best candidate function. You might need to add explicit type casts.
--| POSITION: 8
SELECT sum(DISTINCT 1, 2);
--| ERROR 42883: function sum(integer, integer) does not exist
--| HINT: No function matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 8
SELECT count();
--| ERROR 42809: count(*) must be used to call a parameterless aggregate function
--| POSITION: 8
SELECT max(1) + max(2) AS s, greatest('a', 'b') AS g, pg_typeof(greatest('a', 'b')) AS t;
--| s int4 | g text | t regtype
--| 3 | b | text
SELECT make_interval(hours => 3, mins => 4) AS i;
--| i interval
--| 03:04:00
SELECT make_interval(nosuch => 3);
--| ERROR 42883: function make_interval(nosuch => integer) does not exist
--| HINT: No function matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 8
SELECT concat(VARIADIC ARRAY['a', 'b']) AS v;
--| v text
--| ab
SELECT date_part('day', '2024-01-02'::date) AS d, pg_typeof(date_part('day', now())) AS t;
--| d float8 | t regtype
--| 2 | double precision
SELECT date '2024-01-02' - '2024-01-01' AS a, pg_typeof(date '2024-01-02' - date '2024-01-01') AS b, pg_typeof(now() - now()) AS c, pg_typeof(1 + 1.5) AS d, pg_typeof(1 / 2::float4) AS e;
--| a int4 | b regtype | c regtype | d regtype | e regtype
--| 1 | integer | interval | numeric | double precision
SELECT date '2024-01-01' + date '2024-01-01';
--| ERROR 42883: operator does not exist: date + date
--| HINT: No operator matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 26
SELECT interval '1 day' + 1;
--| ERROR 42883: operator does not exist: interval + integer
--| HINT: No operator matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 25
SELECT - 'x';
--| ERROR 42725: operator is not unique: - unknown
--| HINT: Could not choose a best candidate operator. You might need to add explicit type casts.
--| POSITION: 8
SELECT NOT 1;
--| ERROR 42804: argument of NOT must be type boolean, not type integer
--| POSITION: 12
SELECT 'a' < 1;
--| ERROR 22P02: invalid input syntax for type integer: "a"
--| POSITION: 8
SELECT ARRAY[1] || 'x';
--| ERROR 22P02: malformed array literal: "x"
--| DETAIL: Array value must start with "{" or dimension information.
--| POSITION: 20
SELECT abs('-5') AS a, sqrt('16') AS b;
--| a float8 | b float8
--| 5 | 4
SELECT now() = now() AS stable, clock_timestamp() >= now() AS moving, current_date = now()::date AS today, localtimestamp = now()::timestamp AS local;
--| stable bool | moving bool | today bool | local bool
--| t | t | t | t
