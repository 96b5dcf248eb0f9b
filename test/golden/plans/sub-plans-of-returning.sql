-- Sub-selects of RETURNING belong to the modification, not to what is below it.
CREATE TABLE part (id int, name text);
--| CREATE TABLE
CREATE TABLE known (id int);
--| CREATE TABLE
EXPLAIN (COSTS OFF) UPDATE part SET name = 'x' WHERE EXISTS (SELECT FROM known k WHERE k.id = part.id) RETURNING EXISTS (SELECT FROM known k WHERE k.id = part.id);
--| QUERY PLAN text
--| Update on part
--|   ->  Hash Join
--|         Hash Cond: (part.id = k.id)
--|         ->  Seq Scan on part
--|         ->  Hash
--|               ->  HashAggregate
--|                     Group Key: k.id
--|                     ->  Seq Scan on known k
--|   SubPlan 2
--|     ->  Seq Scan on known k_1
--| EXPLAIN
EXPLAIN (COSTS OFF) DELETE FROM part RETURNING (SELECT count(*) FROM known k WHERE k.id = part.id);
--| QUERY PLAN text
--| Delete on part
--|   ->  Seq Scan on part
--|   SubPlan 1
--|     ->  Aggregate
--|           ->  Seq Scan on known k
--|                 Filter: (id = part.id)
--| EXPLAIN
EXPLAIN (COSTS OFF) INSERT INTO part VALUES (1, 'x') ON CONFLICT DO NOTHING RETURNING (SELECT count(*) FROM known k WHERE k.id = part.id);
--| QUERY PLAN text
--| Insert on part
--|   Conflict Resolution: NOTHING
--|   ->  Result
--|   SubPlan 1
--|     ->  Aggregate
--|           ->  Seq Scan on known k
--|                 Filter: (id = part.id)
--| EXPLAIN
CREATE VIEW known_parts AS SELECT * FROM part p WHERE id IN (SELECT id FROM known);
--| CREATE VIEW
EXPLAIN (COSTS OFF) UPDATE known_parts SET name = 'y' WHERE id > 3;
--| QUERY PLAN text
--| Update on part p
--|   ->  Hash Join
--|         Hash Cond: (p.id = known.id)
--|         ->  Seq Scan on part p
--|               Filter: (id > 3)
--|         ->  Hash
--|               ->  HashAggregate
--|                     Group Key: known.id
--|                     ->  Seq Scan on known
--| EXPLAIN
CREATE VIEW few_parts AS SELECT id FROM known_parts WHERE id < 9;
--| CREATE VIEW
EXPLAIN (COSTS OFF) DELETE FROM few_parts s WHERE s.id > 3;
--| QUERY PLAN text
--| Delete on part p
--|   ->  Hash Join
--|         Hash Cond: (known.id = p.id)
--|         ->  HashAggregate
--|               Group Key: known.id
--|               ->  Seq Scan on known
--|         ->  Hash
--|               ->  Seq Scan on part p
--|                     Filter: ((id > 3) AND (id < 9))
--| EXPLAIN
