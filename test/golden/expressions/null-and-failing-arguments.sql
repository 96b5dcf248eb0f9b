-- Arguments are computed before a call of nothing is nothing.
SELECT NULL::int + 1/0;
--| ERROR 22012: division by zero
SELECT NULL::text LIKE 'a' ESCAPE 'zz';
--| ERROR 22025: invalid escape string
--| HINT: Escape string must be empty or one character.
SELECT NULL::text LIKE repeat('x', 300) ESCAPE 'zé'::text;
--| ERROR 22025: invalid escape string
--| HINT: Escape string must be empty or one character.
SELECT NULL::int + ('x'::text)::int;
--| ERROR 22P02: invalid input syntax for type integer: "x"
