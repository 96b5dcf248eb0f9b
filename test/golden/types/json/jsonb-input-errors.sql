-- what is no JSON, with the place.
SELECT ''::jsonb;
--| ERROR 22P02: invalid input syntax for type json
--| DETAIL: The input string ended unexpectedly.
--| POSITION: 8
--| CONTEXT: JSON data, line 1:
SELECT '   '::jsonb;
--| ERROR 22P02: invalid input syntax for type json
--| DETAIL: The input string ended unexpectedly.
--| POSITION: 8
--| CONTEXT: JSON data, line 1:
SELECT '{"a":1'::jsonb;
--| ERROR 22P02: invalid input syntax for type json
--| DETAIL: The input string ended unexpectedly.
--| POSITION: 8
--| CONTEXT: JSON data, line 1: {"a":1
SELECT '{"a":1,}'::jsonb;
--| ERROR 22P02: invalid input syntax for type json
--| DETAIL: Expected string, but found "}".
--| POSITION: 8
--| CONTEXT: JSON data, line 1: {"a":1,}
SELECT '{"a" 1}'::jsonb;
--| ERROR 22P02: invalid input syntax for type json
--| DETAIL: Expected ":", but found "1".
--| POSITION: 8
--| CONTEXT: JSON data, line 1: {"a" 1...
SELECT '{a:1}'::jsonb;
--| ERROR 22P02: invalid input syntax for type json
--| DETAIL: Token "a" is invalid.
--| POSITION: 8
--| CONTEXT: JSON data, line 1: {a...
SELECT '[1,]'::jsonb;
--| ERROR 22P02: invalid input syntax for type json
--| DETAIL: Expected JSON value, but found "]".
--| POSITION: 8
--| CONTEXT: JSON data, line 1: [1,]
SELECT '[1 2]'::jsonb;
--| ERROR 22P02: invalid input syntax for type json
--| DETAIL: Expected "," or "]", but found "2".
--| POSITION: 8
--| CONTEXT: JSON data, line 1: [1 2...
SELECT '01'::jsonb;
--| ERROR 22P02: invalid input syntax for type json
--| DETAIL: Token "01" is invalid.
--| POSITION: 8
--| CONTEXT: JSON data, line 1: 01
SELECT '1.'::jsonb;
--| ERROR 22P02: invalid input syntax for type json
--| DETAIL: Token "1." is invalid.
--| POSITION: 8
--| CONTEXT: JSON data, line 1: 1.
SELECT 'tru'::jsonb;
--| ERROR 22P02: invalid input syntax for type json
--| DETAIL: Token "tru" is invalid.
--| POSITION: 8
--| CONTEXT: JSON data, line 1: tru
SELECT '"abc'::jsonb;
--| ERROR 22P02: invalid input syntax for type json
--| DETAIL: Token ""abc" is invalid.
--| POSITION: 8
--| CONTEXT: JSON data, line 1: "abc
SELECT E'"a\nb"'::jsonb;
--| ERROR 22P02: invalid input syntax for type json
--| DETAIL: Character with value 0x0a must be escaped.
--| POSITION: 8
--| CONTEXT: JSON data, line 1: "a
SELECT '1 2'::jsonb;
--| ERROR 22P02: invalid input syntax for type json
--| DETAIL: Expected end of input, but found "2".
--| POSITION: 8
--| CONTEXT: JSON data, line 1: 1 2
SELECT '["a", "\q"]'::jsonb;
--| ERROR 22P02: invalid input syntax for type json
--| DETAIL: Escape sequence "\q" is invalid.
--| POSITION: 8
--| CONTEXT: JSON data, line 1: ["a", "\q...
SELECT '["a", "\u00"]'::jsonb;
--| ERROR 22P02: invalid input syntax for type json
--| DETAIL: "\u" must be followed by four hexadecimal digits.
--| POSITION: 8
--| CONTEXT: JSON data, line 1: ["a", "\u00"...
SELECT '["\u0000"]'::jsonb;
--| ERROR 22P05: unsupported Unicode escape sequence
--| DETAIL: \u0000 cannot be converted to text.
--| POSITION: 8
--| CONTEXT: JSON data, line 1: ["\u0000...
SELECT '["a","\ud800"]'::jsonb;
--| ERROR 22P02: invalid input syntax for type json
--| DETAIL: Unicode low surrogate must follow a high surrogate.
--| POSITION: 8
--| CONTEXT: JSON data, line 1: ["a","\ud800"...
SELECT '["a","\ud800x"]'::jsonb;
--| ERROR 22P02: invalid input syntax for type json
--| DETAIL: Unicode low surrogate must follow a high surrogate.
--| POSITION: 8
--| CONTEXT: JSON data, line 1: ["a","\ud800x...
SELECT '["a","\ud800\ud800"]'::jsonb;
--| ERROR 22P02: invalid input syntax for type json
--| DETAIL: Unicode high surrogate must not follow a high surrogate.
--| POSITION: 8
--| CONTEXT: JSON data, line 1: ["a","\ud800\ud800...
SELECT '["a","\ud800\n"]'::jsonb;
--| ERROR 22P02: invalid input syntax for type json
--| DETAIL: Unicode low surrogate must follow a high surrogate.
--| POSITION: 8
--| CONTEXT: JSON data, line 1: ["a","\ud800\n...
SELECT '["a","\udc00"]'::jsonb;
--| ERROR 22P02: invalid input syntax for type json
--| DETAIL: Unicode low surrogate must follow a high surrogate.
--| POSITION: 8
--| CONTEXT: JSON data, line 1: ["a","\udc00...
SELECT '["\u0000"]'::json -> 0;
--| ERROR 22P05: unsupported Unicode escape sequence
--| DETAIL: \u0000 cannot be converted to text.
--| CONTEXT: JSON data, line 1: ["\u0000...
SELECT '1e1000000'::jsonb;
--| ERROR 22003: value overflows numeric format
--| POSITION: 8
SELECT E'{"a": 1,\n "b": [true, false],\n "c": "a long string that makes the line long", "d": nul}'::jsonb;
--| ERROR 22P02: invalid input syntax for type json
--| DETAIL: Token "nul" is invalid.
--| POSITION: 8
--| CONTEXT: JSON data, line 3: ...a long string that makes the line long", "d": nul...
