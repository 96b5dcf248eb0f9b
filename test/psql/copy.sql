-- \copy in both directions, through files and pipes.
CREATE TABLE c (a int, b text);
\copy c from pstdin
1	one
2	\N
\.
\copy c from pstdin with (format csv, header)
a,b
3,"quoted, ""yes"""
\.
\copy c to pstdout
\copy (select a, upper(b) as u from c where a > 1 order by a) to pstdout with (format csv, header)
\copy c from pstdin
x	bad
\.
SELECT count(*) FROM c;
-- A line that cannot be read draws nothing from a sequence.
CREATE TABLE numbered (id serial, v int CHECK (v > 0));
\copy numbered (v) from pstdin
x
\.
\copy numbered (v) from pstdin
1	2
\.
\copy numbered (v) from pstdin
-1
\.
\copy numbered (v) from pstdin
1
\.
SELECT * FROM numbered;
