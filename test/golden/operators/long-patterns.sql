-- Patterns of many thousand characters.
select length(regexp_replace('', repeat('é', 14000), '', 'gi'));
--| length int4
--| 0
select repeat('x', 20000) ~ repeat('x', 20000);
--| ?column? bool
--| t
select length(regexp_replace('ab' || repeat('é', 14000) || 'cd', repeat('É', 14000), '-', 'i'));
--| length int4
--| 5
select length(substring('ab' || repeat('é', 14000) || 'cd' from '(?i)b' || repeat('É', 14000) || 'C'));
--| length int4
--| 14002
select count(*) from regexp_matches(repeat('xy', 9000), '(?i)' || repeat('XY', 3000), 'g');
--| count int8
--| 3
select (regexp_split_to_array('a' || repeat('xy', 9000) || 'b', '(?i)' || repeat('XY', 9000)));
--| regexp_split_to_array text[]
--| {a,b}
