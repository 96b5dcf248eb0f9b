-- Casts between geometric types: corners, centres, circles around boxes and inside them, polygons of twelve points, closed paths.

SELECT '1,2'::point::box, '(0,0),(2,4)'::lseg::point, '(0,0),(2,4)'::box::point, '(0,0),(2,4)'::box::lseg, '(0,0),(2,4)'::box::polygon, '(0,0),(3,4)'::box::circle;
--| box oid=603 | point point | point point | lseg oid=601 | polygon oid=604 | circle oid=718
--| (1,2),(1,2) | (1,2) | (1,2) | [(2,4),(0,0)] | ((0,0),(0,4),(2,4),(2,0)) | <(1.5,2),2.5>
SELECT '(0,0),(2,0),(2,2),(0,2)'::polygon::point, '(0,0),(2,0),(2,2)'::polygon::path, '(0,0),(2,0),(2,2)'::polygon::box, '(0,0),(2,0),(2,2),(0,2)'::polygon::circle, '(0,0),(2,0),(2,2)'::path::polygon;
--| point point | path oid=602 | box oid=603 | circle oid=718 | polygon oid=604
--| (1,1) | ((0,0),(2,0),(2,2)) | (2,2),(0,0) | <(1,1),1.4142135623730951> | ((0,0),(2,0),(2,2))
SELECT '<(1,2),3>'::circle::point, box('<(0,0),1.4142135623730951>'::circle) = '<(0,0),1.4142135623730951>'::circle::box AS b, '<(1,2),0>'::circle::box, npoints('<(1,2),3>'::circle::polygon), polygon(4, '<(0,0),2>'::circle) IS NOT NULL AS p;
--| point point | b bool | box oid=603 | npoints int4 | p bool
--| (1,2) | t | (1,2),(1,2) | 12 | t
SELECT '[(0,0),(1,1)]'::path::polygon;
--| ERROR 22023: open path cannot be converted to polygon
SELECT polygon(1, '<(0,0),1>'::circle);
--| ERROR 22023: must request at least 2 points
SELECT polygon(4, '<(0,0),0>'::circle);
--| ERROR 0A000: cannot convert circle with radius zero to polygon
SELECT isvertical('(0,0),(0,1)'::lseg), ishorizontal('(0,0),(1,0)'::lseg), isparallel('(0,0),(1,1)'::lseg, '(0,1),(1,2)'::lseg), isperp('(0,0),(1,1)'::lseg, '(0,0),(-1,1)'::lseg), isvertical(point '(0,0)', point '(0,1)'), ishorizontal(NULL::lseg) IS NULL AS none;
--| isvertical bool | ishorizontal bool | isparallel bool | isperp bool | isvertical bool | none bool
--| t | t | t | t | t | t
