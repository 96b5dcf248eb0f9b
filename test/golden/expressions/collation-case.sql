-- upper, lower, initcap and ILIKE by the language of a collation.

SELECT upper('ß'), upper('ß' COLLATE "de-x-icu"), lower('ẞ' COLLATE "de-x-icu"), initcap('ßa éA' COLLATE "fr-x-icu");
--| upper text | upper text | lower text | initcap text
--| ß | SS | ß | Ssa Éa

SELECT upper('iı' COLLATE "tr-x-icu"), lower('Iİ' COLLATE "tr-x-icu"), initcap('iı ıi' COLLATE "tr-x-icu");
--| upper text | lower text | initcap text
--| İI | ıi | İı Ii

SELECT upper('άέ' COLLATE "el-x-icu"), lower('ΣΑΣ' COLLATE "el-x-icu"), initcap('άδεια' COLLATE "el-x-icu"), initcap('ijs ijsland' COLLATE "nl-x-icu");
--| upper text | lower text | initcap text | initcap text
--| ΑΕ | σας | Άδεια | IJs IJsland

SELECT initcap('o''reilly hELLO-world 1st _under a:b' COLLATE "en-x-icu"), initcap('o''reilly hELLO-world 1st _under a:b');
--| initcap text | initcap text
--| O'reilly Hello-World 1st _Under A:B | O'Reilly Hello-World 1st _Under A:B

SELECT 'Iq' ILIKE 'i%', 'Iq' ILIKE 'i%' COLLATE "tr-x-icu", 'ıq' ILIKE 'I%' COLLATE "tr-x-icu", 'İq' NOT ILIKE 'i%' COLLATE "tr-x-icu";
--| ?column? bool | ?column? bool | ?column? bool | ?column? bool
--| t | f | t | f

SELECT upper('äb' COLLATE "C"), lower('ÄB' COLLATE "POSIX"), initcap('ärger bALL été 1st' COLLATE "C"), upper('äb' COLLATE ucs_basic), upper('äb'::name);
--| upper text | lower text | initcap text | upper text | upper text
--| äB | Äb | äRger Ball éTé 1st | äB | äB

SELECT 'Ä' ILIKE 'ä', 'Ä' ILIKE 'ä' COLLATE "C", 'A' ILIKE 'a' COLLATE "C", 'Ä' NOT ILIKE 'ä' COLLATE "C";
--| ?column? bool | ?column? bool | ?column? bool | ?column? bool
--| t | f | t | t
