-- Rounding to places that numeric hardly has.
select length(trunc(0.0, 65536)::text), length(round(0.0, 65536)::text), length(trunc(0.0, 2001)::text), length(trunc(1.5, 3000)::text), length(round(1.5, 3000)::text),scale(trunc(0.0,65536)), scale(trunc(1.5, 65536));
--| length int4 | length int4 | length int4 | length int4 | length int4 | scale int4 | scale int4
--| 16385 | 16385 | 2003 | 3002 | 3002 | 16383 | 16383
select length(trunc(0.0, 16383)::text), length(trunc(0.0, 16384)::text), length(trunc(-7, 2147483647)::text), length(round(1, 2147483647)::text);
--| length int4 | length int4 | length int4 | length int4
--| 16385 | 16385 | 16386 | 16385
select round(9e131071::numeric, -131072) > 0;
--| ERROR 22003: value overflows numeric format
select round(4e131071::numeric, -131072);
--| round numeric
--| 0
select round(9e131071::numeric, -131071) > 0, round(9e20000::numeric, -20001) > 0, trunc(9e20000::numeric, -20000) > 0, trunc(9e20000::numeric, -20001);
--| ?column? bool | ?column? bool | ?column? bool | trunc numeric
--| t | t | t | 0
select round(9e131071::numeric, -131073), round(1, -2147483648), trunc(1, -2147483648), round('NaN'::numeric, 5), trunc('-Infinity'::numeric, -5);
--| round numeric | round numeric | trunc numeric | round numeric | trunc numeric
--| 0 | 0 | 0 | NaN | -Infinity
select round(123456.789, -3), trunc(123456.789, -3), round(-5e2100::numeric, -2100) < 0, round(4e2099::numeric, -2100);
--| round numeric | trunc numeric | ?column? bool | round numeric
--| 123000 | 123000 | t | 0
