-- Strings do not take backslashes for escapes; the old reading of them is refused.

SELECT 'a\nb';
--| ?column? text
--| a\nb
SELECT E'it\'s', E'a\tb';
--| ?column? text | ?column? text
--| it's | "a\tb"
SET standard_conforming_strings = on;
--| SET
--! refused COMPAT.md
SET standard_conforming_strings = off;
--| ERROR 0A000: setting standard_conforming_strings = off is not supported
SET escape_string_warning = off;
--| SET
--! refused COMPAT.md
SET backslash_quote = off;
--| ERROR 0A000: setting backslash_quote = off is not supported
SET backslash_quote = safe_encoding;
--| SET
