-- Access privileges as values: items made, added, removed, taken apart, and the defaults of each kind of object.

SELECT makeaclitem('postgres'::regrole, 'postgres'::regrole, 'SELECT', false), makeaclitem(0, 'postgres'::regrole, 'INSERT', true);
--| makeaclitem oid=1033 | makeaclitem oid=1033
--| postgres=r/postgres | =a*/postgres
SELECT makeaclitem(10, 10, 'SELECT, INSERT', true);
--| ERROR 22023: unrecognized privilege type: "SELECT, INSERT"
SELECT makeaclitem(10, 10, 'FLY', false);
--| ERROR 22023: unrecognized privilege type: "FLY"
SELECT acldefault('r', 10), acldefault('s', 10), acldefault('d', 10), acldefault('f', 10), acldefault('n', 10), acldefault('T', 10), acldefault('l', 10), acldefault('t', 10), acldefault('c', 10);
--| acldefault oid=1034 | acldefault oid=1034 | acldefault oid=1034 | acldefault oid=1034 | acldefault oid=1034 | acldefault oid=1034 | acldefault oid=1034 | acldefault oid=1034 | acldefault oid=1034
--| {postgres=arwdDxt/postgres} | {postgres=rwU/postgres} | {=Tc/postgres,postgres=CTc/postgres} | {=X/postgres,postgres=X/postgres} | {postgres=UC/postgres} | {=U/postgres,postgres=U/postgres} | {=U/postgres,postgres=U/postgres} | {postgres=C/postgres} | {}
SELECT acldefault('?', 10);
--| ERROR XX000: unrecognized objtype abbreviation: ?
SELECT grantee::regrole, grantor::regrole, privilege_type, is_grantable FROM aclexplode(ARRAY[makeaclitem(10, 10, 'SELECT', true), makeaclitem(10, 10, 'USAGE', false)]) ORDER BY 3;
--| grantee oid=4096 | grantor oid=4096 | privilege_type text | is_grantable bool
--| postgres | postgres | SELECT | t
--| postgres | postgres | USAGE | f
SELECT * FROM aclexplode(NULL);
--| grantor oid | grantee oid | privilege_type text | is_grantable bool
--| (0 rows)
SELECT aclcontains(acldefault('r', 10), makeaclitem(10, 10, 'SELECT', false)) AS yes, acldefault('r', 10) @> makeaclitem(10, 10, 'USAGE', false) AS no, makeaclitem(10, 10, 'SELECT', false) = makeaclitem(10, 10, 'SELECT', false) AS eq;
--| yes bool | no bool | eq bool
--| t | f | t
SELECT aclinsert(acldefault('r', 10), makeaclitem(10, 10, 'SELECT', false));
--| ERROR 0A000: aclinsert is no longer supported
SELECT acldefault('r', 10) + makeaclitem(10, 10, 'SELECT', false);
--| ERROR 0A000: aclinsert is no longer supported
SELECT acldefault('r', 10) - makeaclitem(10, 10, 'SELECT', false);
--| ERROR 0A000: aclremove is no longer supported
SELECT aclremove(acldefault('r', 10), makeaclitem(10, 10, 'SELECT', false));
--| ERROR 0A000: aclremove is no longer supported
