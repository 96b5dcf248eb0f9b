-- What is wrong with the clauses of a domain is said without a position.
CREATE DOMAIN bad AS int DEFAULT 'x';
--| ERROR 22P02: invalid input syntax for type integer: "x"
CREATE DOMAIN bad AS int CHECK (value > nosuch);
--| ERROR 42703: column "nosuch" does not exist
CREATE DOMAIN bad AS int CHECK (value);
--| ERROR 42804: argument of CHECK must be type boolean, not type integer
CREATE DOMAIN bad AS int DEFAULT nosuch;
--| ERROR 0A000: cannot use column reference in DEFAULT expression
CREATE DOMAIN bad AS int COLLATE "C";
--| ERROR 42804: collations are not supported by type integer
CREATE DOMAIN bad AS int CHECK (value > (SELECT 1));
--| ERROR 0A000: cannot use subquery in check constraint
CREATE DOMAIN bad AS text COLLATE nosuch;
--| ERROR 42704: collation "nosuch" for encoding "UTF8" does not exist
CREATE DOMAIN bad AS text CHECK (length(value, 5, 6) > 0);
--| ERROR 42883: function length(text, integer, integer) does not exist
--| HINT: No function matches the given name and argument types. You might need to add explicit type casts.
CREATE DOMAIN good AS int;
--| CREATE DOMAIN
ALTER DOMAIN good ADD CHECK (value > nosuch);
--| ERROR 42703: column "nosuch" does not exist
ALTER DOMAIN good SET DEFAULT nosuch;
--| ERROR 0A000: cannot use column reference in DEFAULT expression
ALTER DOMAIN good SET DEFAULT 'x';
--| ERROR 22P02: invalid input syntax for type integer: "x"
