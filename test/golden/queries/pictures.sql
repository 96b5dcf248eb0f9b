-- Recursion that draws, counts, walks and solves.
WITH RECURSIVE point (row, col, re, im, x, y, steps) AS (
  SELECT r, c, c * 0.035 - 2.1, r * 0.06 - 1.17, 0::float8, 0::float8, 0 FROM generate_series(0, 39) r, generate_series(0, 79) c
  UNION ALL
  SELECT row, col, re, im, x * x - y * y + re, 2 * x * y + im, steps + 1 FROM point WHERE steps < 27 AND x * x + y * y <= 4
)
SELECT string_agg(substr(' ..::--==++**##%%@@&&$$WWMM ', steps + 1, 1), '' ORDER BY col) AS line
FROM (SELECT row, col, max(steps) AS steps FROM point GROUP BY row, col) AS depth GROUP BY row ORDER BY row;
--| line text
--| ..........................::::::::::::::::::::::::::::::::::::::::..............
--| .......................::::::::::::::::::::::::::::::-#=---:::::::::::..........
--| ....................:::::::::::::::::::::::::::::::---=#*----::::::::::::.......
--| ..................:::::::::::::::::::::::::::::::-----=+%**%=-:::::::::::::.....
--| ...............:::::::::::::::::::::::::::::::::-----==+* *==---:::::::::::::...
--| ..............::::::::::::::::::::::::::::::::------=%*#  @++=----:::::::::::::.
--| ............::::::::::::::::::::::::::::::::------==+$     M &=------:::::::::::
--| ...........:::::::::::::::::::::::::::::::------====*        +==-------:::::::::
--| ..........::::::::::::::::::::::::::::----+++ ===+++*#      #*+++==--=+=-:::::::
--| ........::::::::::::::::::::::::::-------==MM M**             W  *++++#+=-::::::
--| .......:::::::::::::::::::::::-----------==*M  M                  %   & =--:::::
--| .......:::::::::::::::::::--------------=++*%                          =---:::::
--| ......:::::::::::::::::--------------===$  W                          *==---::::
--| .....:::::::::::::::---=#======+=======+*%                              + --::::
--| .....:::::::::::::-----=***$++#%+++++++*&                                @--::::
--| ....::::::::::::------==+*%  @   &  ***%                                +=--::::
--| ....::::::::::-------===+*@          ##                                  =--::::
--| ....::::::::-------=@++*#             &                                 +---::::
--| ...:::::::------===+*@@&                                               +=---::::
--| ...:----==+==++=++**W                                                 +=----::::
--| ...:----==+==++=++**W                                                 +=----::::
--| ...:::::::------===+*@@&                                               +=---::::
--| ....::::::::-------=@++*#             &                                 +---::::
--| ....::::::::::-------===+*@          ##                                  =--::::
--| ....::::::::::::------==+*%  @   &  ***%                                +=--::::
--| .....:::::::::::::-----=***$++#%+++++++*&                                @--::::
--| .....:::::::::::::::---=#======+=======+*%                              + --::::
--| ......:::::::::::::::::--------------===$  W                          *==---::::
--| .......:::::::::::::::::::--------------=++*%                          =---:::::
--| .......:::::::::::::::::::::::-----------==*M  M                  %   & =--:::::
--| ........::::::::::::::::::::::::::-------==MM M**             W  *++++#+=-::::::
--| ..........::::::::::::::::::::::::::::----+++ ===+++*#      #*+++==--=+=-:::::::
--| ...........:::::::::::::::::::::::::::::::------====*        +==-------:::::::::
--| ............::::::::::::::::::::::::::::::::------==+$     M &=------:::::::::::
--| ..............::::::::::::::::::::::::::::::::------=%*#  @++=----:::::::::::::.
--| ...............:::::::::::::::::::::::::::::::::-----==+* *==---:::::::::::::...
--| ..................:::::::::::::::::::::::::::::::-----=+%**%=-:::::::::::::.....
--| ....................:::::::::::::::::::::::::::::::---=#*----::::::::::::.......
--| .......................::::::::::::::::::::::::::::::-#=---:::::::::::..........
--| ..........................::::::::::::::::::::::::::::::::::::::::..............
WITH RECURSIVE factorial (n, product) AS (SELECT 0, 1::numeric UNION ALL SELECT n + 1, product * (n + 1) FROM factorial WHERE n < 100)
SELECT n, product FROM factorial WHERE n IN (0, 1, 5, 20, 50, 100);
--| n int4 | product numeric
--| 0 | 1
--| 1 | 1
--| 5 | 120
--| 20 | 2432902008176640000
--| 50 | 30414093201713378043612608166064768844377641568960512000000000000
--| 100 | 93326215443944152681699238856266700490715968264381621468592963895217599993229915608941463976156518286253697920827223758251185210916864000000000000000000000000
WITH RECURSIVE fibonacci (n, this, next) AS (SELECT 0, 0::numeric, 1::numeric UNION ALL SELECT n + 1, next, this + next FROM fibonacci WHERE n < 300)
SELECT n, this FROM fibonacci WHERE n % 60 = 0;
--| n int4 | this numeric
--| 0 | 0
--| 60 | 1548008755920
--| 120 | 5358359254990966640871840
--| 180 | 18547707689471986212190138521399707760
--| 240 | 64202014863723094126901777428873111802307548623680
--| 300 | 222232244629420445529739893461909967206666939096499764990979600
CREATE TABLE staff (id int PRIMARY KEY, name text, boss int REFERENCES staff);
--| CREATE TABLE
INSERT INTO staff VALUES (1, 'Ada', NULL), (2, 'Bo', 1), (3, 'Cy', 1), (4, 'Di', 2), (5, 'Ed', 2), (6, 'Flo', 3), (7, 'Gus', 6);
--| INSERT 0 7
WITH RECURSIVE chart (id, name, level) AS (
  SELECT id, name, 0 FROM staff WHERE boss IS NULL
  UNION ALL
  SELECT s.id, s.name, level + 1 FROM chart c JOIN staff s ON s.boss = c.id
) SEARCH DEPTH FIRST BY name SET place
SELECT repeat('  ', level) || name AS who FROM chart ORDER BY place;
--| who text
--| Ada
--|   Bo
--|     Di
--|     Ed
--|   Cy
--|     Flo
--|       Gus
WITH RECURSIVE under (boss, id) AS (SELECT id, id FROM staff UNION ALL SELECT u.boss, s.id FROM under u JOIN staff s ON s.boss = u.id)
SELECT name, count(*) - 1 AS people FROM under JOIN staff s ON s.id = under.boss GROUP BY s.id ORDER BY people DESC, name;
--| name text | people int8
--| Ada | 6
--| Bo | 2
--| Cy | 2
--| Flo | 1
--| Di | 0
--| Ed | 0
--| Gus | 0
WITH RECURSIVE solve (board, at) AS (
  SELECT b, position('.' IN b) FROM (VALUES ('..7...6.2154.....9....3......1.2.3.49...5.....7....1....5..3..1....68...7..9.1..8')) AS given (b)
  UNION ALL
  SELECT next.board, position('.' IN next.board)
  FROM (SELECT * FROM solve WHERE at > 0) AS open
  CROSS JOIN LATERAL (SELECT (at - 1) / 9 AS r, (at - 1) % 9 AS c) AS cell
  CROSS JOIN LATERAL (SELECT r / 3 * 27 + c / 3 * 3 + 1 AS corner) AS box
  CROSS JOIN LATERAL regexp_split_to_table(
    translate('123456789',
      substr(board, r * 9 + 1, 9) || substr(board, corner, 3) || substr(board, corner + 9, 3) || substr(board, corner + 18, 3)
        || (SELECT string_agg(substr(board, k * 9 + c + 1, 1), '') FROM generate_series(0, 8) k), ''), '') AS digit
  CROSS JOIN LATERAL (SELECT overlay(board PLACING digit FROM at FOR 1) AS board) AS next
  WHERE digit <> ''
)
SELECT count(*) AS tried, array_agg(board ORDER BY board) FILTER (WHERE at = 0) AS solutions FROM solve;
--| tried int8 | solutions text[]
--| 28972 | {397415682154682739826739415561827394943156827278394156685273941419568273732941568}
