-- Aggregates of pairs: a pair with a NULL is left out; vertical and horizontal lines; infinities.

SELECT regr_count(y, x), regr_avgx(y, x), regr_avgy(y, x), regr_sxx(y, x), regr_syy(y, x), regr_sxy(y, x), regr_slope(y, x), regr_intercept(y, x), regr_r2(y, x), corr(y, x), covar_pop(y, x), covar_samp(y, x) FROM (VALUES (1, 2), (2, 4), (4, 7), (NULL, 1), (3, NULL)) v(y, x);
--| regr_count int8 | regr_avgx float8 | regr_avgy float8 | regr_sxx float8 | regr_syy float8 | regr_sxy float8 | regr_slope float8 | regr_intercept float8 | regr_r2 float8 | corr float8 | covar_pop float8 | covar_samp float8
--| 3 | 4.333333333333333 | 2.3333333333333335 | 12.666666666666666 | 4.666666666666666 | 7.666666666666666 | 0.6052631578947368 | -0.28947368421052627 | 0.9943609022556392 | 0.997176464952738 | 2.5555555555555554 | 3.833333333333333
SELECT regr_count(y, x), regr_avgx(y, x), regr_avgy(y, x), regr_sxx(y, x), regr_slope(y, x), regr_intercept(y, x), regr_r2(y, x), corr(y, x), covar_pop(y, x), covar_samp(y, x) FROM (VALUES (1, 2)) v(y, x);
--| regr_count int8 | regr_avgx float8 | regr_avgy float8 | regr_sxx float8 | regr_slope float8 | regr_intercept float8 | regr_r2 float8 | corr float8 | covar_pop float8 | covar_samp float8
--| 1 | 2 | 1 | 0 | NULL | NULL | NULL | NULL | 0 | NULL
SELECT regr_count(y, x), regr_avgx(y, x), regr_sxx(y, x), regr_syy(y, x), regr_sxy(y, x), regr_r2(y, x), covar_samp(y, x) FROM (VALUES (1, 2)) v(y, x) WHERE false;
--| regr_count int8 | regr_avgx float8 | regr_sxx float8 | regr_syy float8 | regr_sxy float8 | regr_r2 float8 | covar_samp float8
--| 0 | NULL | NULL | NULL | NULL | NULL | NULL
SELECT regr_slope(y, x) AS vertical, regr_r2(y, x) FROM (VALUES (1, 5), (2, 5), (3, 5)) v(y, x);
--| vertical float8 | regr_r2 float8
--| NULL | NULL
SELECT regr_slope(y, x) AS horizontal, regr_r2(y, x), corr(y, x) FROM (VALUES (5, 1), (5, 2), (5, 3)) v(y, x);
--| horizontal float8 | regr_r2 float8 | corr float8
--| 0 | 1 | NULL
SELECT regr_avgx(y, x), covar_pop(y, x), corr(y, x) FROM (VALUES ('Infinity'::float8, 1), (2, 3)) v(y, x);
--| regr_avgx float8 | covar_pop float8 | corr float8
--| 2 | NaN | NaN
