--! not-engine interpreter it joins the nine catalogs of the view by nested loops, in 15 seconds
-- information_schema.columns: types, lengths, precision, defaults, identity, generation.
CREATE DOMAIN short AS varchar(5) NOT NULL;
--| CREATE DOMAIN
CREATE TABLE t (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name varchar(20) NOT NULL,
  amount numeric(10, 2) DEFAULT 0,
  at timestamptz(3) DEFAULT now(),
  tags text[],
  code short,
  span interval day to second(2),
  flags bit(4),
  twice numeric GENERATED ALWAYS AS (amount * 2) STORED
);
--| CREATE TABLE
SELECT column_name, data_type, is_nullable, column_default FROM information_schema.columns WHERE table_name = 't' ORDER BY ordinal_position;
--| column_name name | data_type varchar | is_nullable varchar(3) | column_default varchar
--| id | integer | NO | NULL
--| name | character varying | NO | NULL
--| amount | numeric | YES | 0
--| at | timestamp with time zone | YES | now()
--| tags | ARRAY | YES | NULL
--| code | character varying | NO | NULL
--| span | interval | YES | NULL
--| flags | bit | YES | NULL
--| twice | numeric | YES | NULL
SELECT column_name, character_maximum_length, character_octet_length, numeric_precision, numeric_precision_radix, numeric_scale, datetime_precision, interval_type FROM information_schema.columns WHERE table_name = 't' ORDER BY ordinal_position;
--| column_name name | character_maximum_length int4 | character_octet_length int4 | numeric_precision int4 | numeric_precision_radix int4 | numeric_scale int4 | datetime_precision int4 | interval_type varchar
--| id | NULL | NULL | 32 | 2 | 0 | NULL | NULL
--| name | 20 | 80 | NULL | NULL | NULL | NULL | NULL
--| amount | NULL | NULL | 10 | 10 | 2 | NULL | NULL
--| at | NULL | NULL | NULL | NULL | NULL | 3 | NULL
--| tags | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| code | 5 | 20 | NULL | NULL | NULL | NULL | NULL
--| span | NULL | NULL | NULL | NULL | NULL | 2 | DAY TO SECOND(2)
--| flags | 4 | NULL | NULL | NULL | NULL | NULL | NULL
--| twice | NULL | NULL | NULL | 10 | NULL | NULL | NULL
SELECT column_name, domain_name, udt_name, is_identity, identity_generation, is_generated, generation_expression, is_updatable FROM information_schema.columns WHERE table_name = 't' ORDER BY ordinal_position;
--| column_name name | domain_name name | udt_name name | is_identity varchar(3) | identity_generation varchar | is_generated varchar | generation_expression varchar | is_updatable varchar(3)
--| id | NULL | int4 | YES | ALWAYS | NEVER | NULL | YES
--| name | NULL | varchar | NO | NULL | NEVER | NULL | YES
--| amount | NULL | numeric | NO | NULL | NEVER | NULL | YES
--| at | NULL | timestamptz | NO | NULL | NEVER | NULL | YES
--| tags | NULL | _text | NO | NULL | NEVER | NULL | YES
--| code | short | varchar | NO | NULL | NEVER | NULL | YES
--| span | NULL | interval | NO | NULL | NEVER | NULL | YES
--| flags | NULL | bit | NO | NULL | NEVER | NULL | YES
--| twice | NULL | numeric | NO | NULL | ALWAYS | (amount * (2)::numeric) | YES
