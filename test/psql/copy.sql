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
