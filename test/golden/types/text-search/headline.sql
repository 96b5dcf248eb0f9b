-- ts_headline: covers, fragments, options, tags and compound tokens, JSON.
select ts_headline('english', 'The most common type of search is to find all documents containing given query terms and return them in order of their similarity to the query.', to_tsquery('english', 'query & similarity'));
--| ts_headline text
--| containing given <b>query</b> terms and return them in order of their <b>similarity</b> to the <b>query</b>.
select ts_headline('english', 'Search terms may occur many times in a document, requiring ranking of the search matches to decide which occurrences to display in the result.', to_tsquery('english', 'search & term'), 'MaxFragments=10, MaxWords=7, MinWords=3, StartSel=<<, StopSel=>>');
--| ts_headline text
--| <<Search>> <<terms>> may occur many times ... ranking of the <<search>> matches to decide
select ts_headline('english', 'one two three four five six seven eight nine ten', 'nothing'::tsquery, 'MinWords=3, MaxWords=5');
--| ts_headline text
--| one two three
select ts_headline('a <b>bold</b> cat at http://foo.com/x and an up-to-date cat.', 'cat'::tsquery);
--| ts_headline text
--| a  bold  <b>cat</b> at http://foo.com/x and an up-to-date <b>cat</b>.
select ts_headline('a <b>bold</b> cat at http://foo.com/x and an up-to-date cat.', 'cat'::tsquery, 'HighlightAll=true');
--| ts_headline text
--| a <b>bold</b> <b>cat</b> at http://foo.com/x and an up-to-date <b>cat</b>.
select ts_headline('english', 'x cats y z', 'cat & z'::tsquery, $$StartSel='it''s', StopSel = "a ""b""", MinWords=1, MaxWords=2, ShortWord=0$$);
--| ts_headline text
--| it'scatsa "b" y
select ts_headline('simple', 'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu', 'beta | iota'::tsquery, 'MaxFragments=2, MaxWords=4, MinWords=1, FragmentDelimiter=" // "');
--| ts_headline text
--| alpha <b>beta</b> gamma delta // theta <b>iota</b> kappa lambda
select ts_headline('english', '', 'a'::tsquery), ts_headline('english', 'the cats', ''::tsquery), ts_headline('english', 'cats catalog', 'cat:*'::tsquery), ts_headline('english', 'cat dog', 'cat <-> dog'::tsquery), ts_headline('english', 'cat dog cat', '!dog & cat'::tsquery);
--| NOTICE 00000: text-search query doesn't contain lexemes: ""
--| POSITION: 85
--| ts_headline text | ts_headline text | ts_headline text | ts_headline text | ts_headline text
--| "" | the cats | <b>cats</b> <b>catalog</b> | <b>cat</b> <b>dog</b> | <b>cat</b> <b>dog</b> <b>cat</b>
select ts_headline('a', 'a'::tsquery, 'MinWords=5, MaxWords=5');
--| ERROR 22023: MinWords should be less than MaxWords
select ts_headline('a', 'a'::tsquery, 'MinWords=0');
--| ERROR 22023: MinWords should be positive
select ts_headline('a', 'a'::tsquery, 'ShortWord=-1');
--| ERROR 22023: ShortWord should be >= 0
select ts_headline('a', 'a'::tsquery, 'MaxFragments=-1');
--| ERROR 22023: MaxFragments should be >= 0
select ts_headline('a', 'a'::tsquery, 'MaxWords=x');
--| ERROR 22P02: invalid input syntax for type integer: "x"
select ts_headline('a', 'a'::tsquery, 'Nonesuch=1');
--| ERROR 22023: unrecognized headline parameter: "Nonesuch"
select ts_headline('a', 'a'::tsquery, 'MaxWords');
--| ERROR 42601: invalid parameter list format: "MaxWords"
select ts_headline('english', '{"a": "the cats", "b": [1, "cat", {"cat": "a\u0062\n cat"}], "c": null}'::json, 'cat'::tsquery), ts_headline('english', '{"a": "the cats", "b": [1, "cat", {"cat": "x cat"}], "c": null}'::jsonb, 'cat'::tsquery, 'StartSel=[, StopSel=]');
--| ts_headline json | ts_headline jsonb
--| {"a":"the <b>cats</b>","b":[1,"<b>cat</b>",{"cat":"ab\n <b>cat</b>"}],"c":null} | {"a": "the [cats]", "b": [1, "[cat]", {"cat": "x [cat]"}], "c": null}
