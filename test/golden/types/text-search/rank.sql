-- ts_rank and ts_rank_cd: weights, normalization, phrases, negation, prefixes.
create table d (id int, v tsvector);
--| CREATE TABLE
insert into d values (1, to_tsvector('english', 'The quick brown fox jumps over the lazy dog')), (2, setweight(to_tsvector('english', 'fox'), 'A') || to_tsvector('english', 'a dog and another dog and a fox')), (3, to_tsvector('english', repeat('fox and dog walk by the river ', 20))), (4, 'fox dog'), (5, 'fox:1 foxes:2,5B dog:3C');
--| INSERT 0 5
select id, ts_rank(v, 'fox & dog') as a, ts_rank(v, 'fox | dog') as o, ts_rank(v, 'fox <-> dog') as p, ts_rank(v, 'fox') as f, ts_rank(v, '!fox') as n, ts_rank(v, 'fo:*') as s from d order by id;
--| id int4 | a float4 | o float4 | p float4 | f float4 | n float4 | s float4
--| 1 | 0.09148999 | 0.06079271 | 0.09148999 | 0.06079271 | 0.06079271 | 0.06079271
--| 2 | 0.59599805 | 0.34955812 | 0.59599805 | 0.6231253 | 0.6231253 | 0.6231253
--| 3 | 0.9957412 | 0.09703509 | 0.9957412 | 0.09703509 | 0.09703509 | 0.09703509
--| 4 | 1e-16 | 0.06079271 | 1e-16 | 0.06079271 | 0.06079271 | 0.06079271
--| 5 | 0.13930126 | 0.091189064 | 0.13930126 | 0.06079271 | 0.06079271 | 0.36475626
select id, ts_rank_cd(v, 'fox & dog') as a, ts_rank_cd(v, 'fox | dog') as o, ts_rank_cd(v, 'fox <-> dog') as p, ts_rank_cd(v, 'fox') as f, ts_rank_cd(v, '!fox') as n, ts_rank_cd(v, 'fo:* & dog') as s, ts_rank_cd(v, 'fox:A') as w from d order by id;
--| id int4 | a float4 | o float4 | p float4 | f float4 | n float4 | s float4 | w float4
--| 1 | 0.02 | 0.2 | 0 | 0.1 | 0 | 0.02 | 0
--| 2 | 0.124242425 | 1.3 | 0 | 1.1 | 0 | 0.124242425 | 1
--| 3 | 1.38 | 4 | 0 | 2 | 0 | 1.38 | 0
--| 4 | 0 | 0 | 0 | 0 | 0 | 0 | 0
--| 5 | 0.06666667 | 0.3 | 0 | 0.1 | 0 | 0.26666668 | 0
select id, n, ts_rank(v, 'fox & dog', n), ts_rank_cd(v, 'fox & dog', n) from d, unnest(array[0, 1, 2, 4, 8, 16, 32, 63]) n order by id, n;
--| id int4 | n int4 | ts_rank float4 | ts_rank_cd float4
--| 1 | 0 | 0.09148999 | 0.02
--| 1 | 1 | 0.032589395 | 0.010277967
--| 1 | 2 | 0.015248332 | 0.0033333334
--| 1 | 4 | 0.09148999 | 0.02
--| 1 | 8 | 0.015248332 | 0.0033333334
--| 1 | 16 | 0.032589395 | 0.0071241437
--| 1 | 32 | 0.08382119 | 0.019607844
--| 1 | 63 | 0.0003223565 | 0.000101686484
--| 2 | 0 | 0.59599805 | 0.124242425
--| 2 | 1 | 0.23056352 | 0.06934102
--| 2 | 2 | 0.11919961 | 0.024848485
--| 2 | 4 | 0.59599805 | 0.011294766
--| 2 | 8 | 0.19866602 | 0.04141414
--| 2 | 16 | 0.29799902 | 0.062121212
--| 2 | 32 | 0.37343282 | 0.11051213
--| 2 | 63 | 0.0076268353 | 0.00021008015
--| 3 | 0 | 0.9957412 | 1.38
--| 3 | 1 | 0.15706068 | 0.31403252
--| 3 | 2 | 0.012446765 | 0.01725
--| 3 | 4 | 0.9957412 | 0.38417584
--| 3 | 8 | 0.2489353 | 0.345
--| 3 | 16 | 0.4288424 | 0.59433365
--| 3 | 32 | 0.49893305 | 0.57983196
--| 3 | 63 | 0.00021133768 | 0.00011764562
--| 4 | 0 | 1e-16 | 0
--| 4 | 1 | 6.3092976e-17 | 0
--| 4 | 2 | 5e-17 | 0
--| 4 | 4 | 1e-16 | 0
--| 4 | 8 | 5e-17 | 0
--| 4 | 16 | 6.3092976e-17 | 0
--| 4 | 32 | 1e-16 | 0
--| 4 | 63 | 9.951809e-18 | 0
--| 5 | 0 | 0.13930126 | 0.06666667
--| 5 | 1 | 0.059993785 | 0.04142233
--| 5 | 2 | 0.034825314 | 0.016666668
--| 5 | 4 | 0.13930126 | 0.06666667
--| 5 | 8 | 0.04643375 | 0.022222223
--| 5 | 16 | 0.06965063 | 0.033333335
--| 5 | 32 | 0.12226902 | 0.0625
--| 5 | 63 | 0.002493508 | 0.0017229567
select id, ts_rank('{0.1, 0.2, 0.3, 0.4}', v, 'fox & dog'), ts_rank_cd('{1, 1, 1, 1}', v, 'fox & dog', 32), ts_rank('{-1, 0, 0.5, 1}', v, 'fox | dog') from d order by id;
--| id int4 | ts_rank float4 | ts_rank_cd float4 | ts_rank float4
--| 1 | 0.09148999 | 0.16666667 | 0.06079271
--| 2 | 0.45832023 | 0.45454547 | 0.34955812
--| 3 | 0.9957412 | 0.9324324 | 0.09703509
--| 4 | 1e-16 | 0 | 0.06079271
--| 5 | 0.13930126 | 0.33333334 | 0.030396355
select ts_rank('{0.1, 0.2}', 'a:1', 'a');
--| ERROR 42725: function ts_rank(unknown, unknown, unknown) is not unique
--| HINT: Could not choose a best candidate function. You might need to add explicit type casts.
--| POSITION: 8
select ts_rank('{0.1, 0.2, 0.3, 2}', 'a:1', 'a');
--| ERROR 42725: function ts_rank(unknown, unknown, unknown) is not unique
--| HINT: Could not choose a best candidate function. You might need to add explicit type casts.
--| POSITION: 8
select ts_rank('{0.1, 0.2, null, 1}', 'a:1', 'a');
--| ERROR 42725: function ts_rank(unknown, unknown, unknown) is not unique
--| HINT: Could not choose a best candidate function. You might need to add explicit type casts.
--| POSITION: 8
select ts_rank('{{0.1, 0.2}, {0.3, 1}}', 'a:1', 'a');
--| ERROR 42725: function ts_rank(unknown, unknown, unknown) is not unique
--| HINT: Could not choose a best candidate function. You might need to add explicit type casts.
--| POSITION: 8
select ts_rank_cd('{0.1, 0.2, 0.3, 2}', 'a:1', 'a');
--| ERROR 42725: function ts_rank_cd(unknown, unknown, unknown) is not unique
--| HINT: Could not choose a best candidate function. You might need to add explicit type casts.
--| POSITION: 8
select ts_rank('', 'a'), ts_rank_cd('', 'a'), ts_rank('a:1', 'b');
--| ts_rank float4 | ts_rank_cd float4 | ts_rank float4
--| 0 | 0 | 0
drop table d;
--| DROP TABLE
select ts_rank('abc:8A ab:3 a:1,4B c:2'::tsvector, 'ab:* & ab & a & c & a:* & ab & abc & a'::tsquery), ts_rank('abc:8A ab:3 a:1,4B c:2'::tsvector, 'ab & ab:* & a:* & c & a & ab:* & abc & a & c:* & b & c'::tsquery);
--| ts_rank float4 | ts_rank float4
--| 0.7232294 | 0.92619497
