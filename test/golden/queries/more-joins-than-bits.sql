-- More tables in one join than a machine word has bits.

CREATE TABLE t (a int, b int);
--| CREATE TABLE

INSERT INTO t SELECT i, (i * 7) % 40 FROM generate_series(0, 39) i;
--| INSERT 0 40

ANALYZE t;
--| ANALYZE

SELECT count(*), sum(t39.a) FROM t t0
JOIN t t1 ON t1.a = t0.b
JOIN t t2 ON t2.a = t1.b
JOIN t t3 ON t3.a = t2.b
JOIN t t4 ON t4.a = t3.b
JOIN t t5 ON t5.a = t4.b
JOIN t t6 ON t6.a = t5.b
JOIN t t7 ON t7.a = t6.b
JOIN t t8 ON t8.a = t7.b
JOIN t t9 ON t9.a = t8.b
JOIN t t10 ON t10.a = t9.b
JOIN t t11 ON t11.a = t10.b
JOIN t t12 ON t12.a = t11.b
JOIN t t13 ON t13.a = t12.b
JOIN t t14 ON t14.a = t13.b
JOIN t t15 ON t15.a = t14.b
JOIN t t16 ON t16.a = t15.b
JOIN t t17 ON t17.a = t16.b
JOIN t t18 ON t18.a = t17.b
JOIN t t19 ON t19.a = t18.b
JOIN t t20 ON t20.a = t19.b
JOIN t t21 ON t21.a = t20.b
JOIN t t22 ON t22.a = t21.b
JOIN t t23 ON t23.a = t22.b
JOIN t t24 ON t24.a = t23.b
JOIN t t25 ON t25.a = t24.b
JOIN t t26 ON t26.a = t25.b
JOIN t t27 ON t27.a = t26.b
JOIN t t28 ON t28.a = t27.b
JOIN t t29 ON t29.a = t28.b
JOIN t t30 ON t30.a = t29.b
JOIN t t31 ON t31.a = t30.b
JOIN t t32 ON t32.a = t31.b
JOIN t t33 ON t33.a = t32.b
JOIN t t34 ON t34.a = t33.b
JOIN t t35 ON t35.a = t34.b
JOIN t t36 ON t36.a = t35.b
JOIN t t37 ON t37.a = t36.b
JOIN t t38 ON t38.a = t37.b
JOIN t t39 ON t39.a = t38.b
WHERE t0.a < 5;
--| count int8 | sum int8
--| 5 | 70

SELECT count(*), sum(t39.a) FROM t t0
LEFT JOIN t t1 ON t1.a = t0.b + 1
LEFT JOIN t t2 ON t2.a = t1.b + 1
LEFT JOIN t t3 ON t3.a = t2.b + 1
LEFT JOIN t t4 ON t4.a = t3.b + 1
LEFT JOIN t t5 ON t5.a = t4.b + 1
LEFT JOIN t t6 ON t6.a = t5.b + 1
LEFT JOIN t t7 ON t7.a = t6.b + 1
LEFT JOIN t t8 ON t8.a = t7.b + 1
LEFT JOIN t t9 ON t9.a = t8.b + 1
LEFT JOIN t t10 ON t10.a = t9.b + 1
LEFT JOIN t t11 ON t11.a = t10.b + 1
LEFT JOIN t t12 ON t12.a = t11.b + 1
LEFT JOIN t t13 ON t13.a = t12.b + 1
LEFT JOIN t t14 ON t14.a = t13.b + 1
LEFT JOIN t t15 ON t15.a = t14.b + 1
LEFT JOIN t t16 ON t16.a = t15.b + 1
LEFT JOIN t t17 ON t17.a = t16.b + 1
LEFT JOIN t t18 ON t18.a = t17.b + 1
LEFT JOIN t t19 ON t19.a = t18.b + 1
LEFT JOIN t t20 ON t20.a = t19.b + 1
LEFT JOIN t t21 ON t21.a = t20.b + 1
LEFT JOIN t t22 ON t22.a = t21.b + 1
LEFT JOIN t t23 ON t23.a = t22.b + 1
LEFT JOIN t t24 ON t24.a = t23.b + 1
LEFT JOIN t t25 ON t25.a = t24.b + 1
LEFT JOIN t t26 ON t26.a = t25.b + 1
LEFT JOIN t t27 ON t27.a = t26.b + 1
LEFT JOIN t t28 ON t28.a = t27.b + 1
LEFT JOIN t t29 ON t29.a = t28.b + 1
LEFT JOIN t t30 ON t30.a = t29.b + 1
LEFT JOIN t t31 ON t31.a = t30.b + 1
LEFT JOIN t t32 ON t32.a = t31.b + 1
LEFT JOIN t t33 ON t33.a = t32.b + 1
LEFT JOIN t t34 ON t34.a = t33.b + 1
LEFT JOIN t t35 ON t35.a = t34.b + 1
LEFT JOIN t t36 ON t36.a = t35.b + 1
LEFT JOIN t t37 ON t37.a = t36.b + 1
LEFT JOIN t t38 ON t38.a = t37.b + 1
LEFT JOIN t t39 ON t39.a = t38.b + 1
WHERE t0.a < 5 AND t35.a IS NOT NULL;
--| count int8 | sum int8
--| 3 | 58
