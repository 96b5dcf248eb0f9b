-- Stems of languages other than English.
select to_tsvector('german', 'Die Häuser der größten Städte waren wunderschöne Bauwerke, erkennbar an ihren Verzierungen und Bildnissen'), to_tsquery('german', 'die & schönsten & Häuser');
--| to_tsvector oid=3614 | to_tsquery oid=3615
--| 'bauwerk':8 'bildnis':14 'erkennbar':9 'grosst':4 'haus':2 'stadt':5 'verzier':12 'wunderschon':7 | 'schon' & 'haus'
select to_tsvector('spanish', 'Las ciudades españolas estaban llenas de canciones, diciéndonos alegremente lo que habíamos olvidado'), to_tsquery('spanish', 'los & rápidamente | corriendo');
--| to_tsvector oid=3614 | to_tsquery oid=3615
--| 'alegr':9 'cancion':7 'ciudad':2 'dic':8 'español':3 'llen':5 'olvid':13 | "'rapid' | 'corr'"
select to_tsvector('russian', 'Все счастливые семьи похожи друг на друга, каждая несчастливая семья несчастлива по-своему; english words too'), to_tsquery('russian', 'и & важнейший');
--| to_tsvector oid=3614 | to_tsquery oid=3615
--| 'english':15 'word':16 'друг':5,7 'кажд':8 'несчастлив':9,11 'по-сво':12 'похож':4 'сво':14 'сем':3,10 'счастлив':2 | 'важн'
select to_tsvector('swedish', 'Flickorna sprang hastigt genom skogarna och husen'), to_tsvector('danish', 'Husenes beboere løb hurtigst gennem skovene'), to_tsvector('norwegian', 'Jentene sprang hurtig gjennom skogene og husenes hager');
--| to_tsvector oid=3614 | to_tsvector oid=3614 | to_tsvector oid=3614
--| 'flick':1 'genom':4 'hast':3 'hus':7 'skog':5 'sprang':2 | 'bebo':2 'gennem':5 'hurt':4 'hus':1 'løb':3 'skov':6 | 'gjennom':4 'hag':8 'hurt':3 'hus':7 'jent':1 'skog':5 'sprang':2
select ts_headline('german', 'Viele Häuser standen am Haus', to_tsquery('german', 'Hauses'));
--| ts_headline text
--| Viele <b>Häuser</b> standen am <b>Haus</b>
select to_tsvector('german', 'Häuser') @@ to_tsquery('german', 'Hauses'), ts_lexize('russian_stem', 'книгами'), ts_lexize('spanish_stem', 'EL');
--| ?column? bool | ts_lexize text[] | ts_lexize text[]
--| t | {книг} | {}
select to_tsvector('french', 'Les maisons étaient magnifiquement décorées, évidemment; nous finissions joyeusement les activités nationales'), to_tsquery('french', 'les & heureuses | continuité');
--| to_tsvector oid=3614 | to_tsquery oid=3615
--| 'activ':11 'décor':5 'fin':8 'joyeux':9 'le':1,10 'magnif':4 'maison':2 'national':12 'évident':6 | "'le' & 'heureux' | 'continu'"
select to_tsvector('italian', 'Le città italiane erano meravigliosamente illuminate, mandandoglielo abbiamo perduto le abitudini'), to_tsvector('portuguese', 'As canções eram lindíssimas e os corações batiam rapidamente na direção das cidades'), to_tsvector('dutch', 'De lichamelijke mogelijkheden van de huizen waren eindeloos, de kinderen speelden gelukkig');
--| to_tsvector oid=3614 | to_tsvector oid=3614 | to_tsvector oid=3614
--| 'abitudin':11 'citt':2 'illumin':6 'italian':3 'mand':7 'meravigl':5 'perd':9 | 'bat':8 'cançõ':2 'cidad':13 'coraçõ':7 'direçã':11 'lindíssim':4 'rapid':9 | 'eindelos':8 'gelukk':12 'huiz':6 'kinder':10 'licham':2 'mogelijk':3 'speeld':11
select to_tsvector('french', '12 foo@bar.com') where false;
--| to_tsvector oid=3614
--| (0 rows)
