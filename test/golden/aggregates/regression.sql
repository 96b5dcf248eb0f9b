-- Aggregates of pairs: a pair with a NULL is left out; vertical and horizontal lines; infinities.

SELECT regr_count(y, x), regr_avgx(y, x), regr_avgy(y, x), regr_sxx(y, x), regr_syy(y, x), regr_sxy(y, x), regr_slope(y, x), regr_intercept(y, x), regr_r2(y, x), corr(y, x), covar_pop(y, x), covar_samp(y, x) FROM (VALUES (1, 2), (2, 4), (4, 7), (NULL, 1), (3, NULL)) v(y, x);
SELECT regr_count(y, x), regr_avgx(y, x), regr_avgy(y, x), regr_sxx(y, x), regr_slope(y, x), regr_intercept(y, x), regr_r2(y, x), corr(y, x), covar_pop(y, x), covar_samp(y, x) FROM (VALUES (1, 2)) v(y, x);
SELECT regr_count(y, x), regr_avgx(y, x), regr_sxx(y, x), regr_syy(y, x), regr_sxy(y, x), regr_r2(y, x), covar_samp(y, x) FROM (VALUES (1, 2)) v(y, x) WHERE false;
SELECT regr_slope(y, x) AS vertical, regr_r2(y, x) FROM (VALUES (1, 5), (2, 5), (3, 5)) v(y, x);
SELECT regr_slope(y, x) AS horizontal, regr_r2(y, x), corr(y, x) FROM (VALUES (5, 1), (5, 2), (5, 3)) v(y, x);
SELECT regr_avgx(y, x), covar_pop(y, x), corr(y, x) FROM (VALUES ('Infinity'::float8, 1), (2, 3)) v(y, x);
