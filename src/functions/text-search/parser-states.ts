/**
 * The states of the default parser (PostgreSQL chapter 12.5), as rules in order: the first that fits the character at hand is taken.
 *
 *   test [action] [next state] [token type] [special]
 *
 * Tests: `eof`; `x` a character in quotes; `alpha`, `digit`, `alnum`, `other` (no letter or digit), `space`, `ascii` (an ASCII letter), `xdigit`, `special` (marks
 * and invisible characters, which are part of words), `url` (may stand in a URL's path), `ignore` (within a script or style element), `stophost` (the host of a URL
 * is wanted), `host` and `path` (a host, a path follow); `*` always.
 * Actions: `next` goes on; `push` remembers the place, so that `pop` can come back to it and try the rule after; `clear` forgets the last remembered place, `all` every
 * one; `merge` returns to the remembered state at the present place; `token` ends a token; `rerun` looks at the character again.
 * A missing next state (`-`) stays.
 */
import * as types from './token-types.js';

const T = types;

/** One state a line: name, then its rules separated by `;`. Token types by number. */
export const PARSER_STATES = `
Base: eof next -; '<' push TagFirst; ignore next Space; ascii next AsciiWord; alpha next Word; digit next UInt; '-' push SignedFirst; '+' push SignedFirst; '&' push EntityFirst; '~' push FileTwiddle; '/' push FileFirst; '.' push PathFirstFirst; * next Space
NumWord: eof token Base ${T.NUMWORD}; alnum next NumWord; special next NumWord; '@' push Email; '/' push FileFirst; '.' push FileNext; '-' push HyphenNumFirst; * token Base ${T.NUMWORD}
AsciiWord: eof token Base ${T.ASCIIWORD}; ascii next -; '.' push HostFirstDomain; '.' push FileNext; '-' push HostFirst; '-' push HyphenAsciiFirst; '_' push HostFirst; '@' push Email; ':' push ProtocolFirst; '/' push FileFirst; digit push Host; digit next NumWord; alpha next Word; special next Word; * token Base ${T.ASCIIWORD}
Word: eof token Base ${T.WORD}; alpha next -; special next -; digit next NumWord; '-' push HyphenFirst; * token Base ${T.WORD}
UInt: eof token Base ${T.UINT}; digit next -; '.' push HostFirstDomain; '.' push UDecimalFirst; 'e' push MantissaFirst; 'E' push MantissaFirst; '-' push HostFirst; '_' push HostFirst; '@' push Email; ascii push Host; alpha next NumWord; special next NumWord; '/' push FileFirst; * token Base ${T.UINT}
SignedFirst: eof pop -; digit clear Signed; * pop -
Signed: eof token Base ${T.INT}; digit next -; '.' push DecimalFirst; 'e' push MantissaFirst; 'E' push MantissaFirst; * token Base ${T.INT}
Space: eof token Base ${T.BLANK}; '<' token Base ${T.BLANK}; ignore next -; '-' token Base ${T.BLANK}; '+' token Base ${T.BLANK}; '&' token Base ${T.BLANK}; '/' token Base ${T.BLANK}; other next Space; * token Base ${T.BLANK}
UDecimalFirst: eof pop -; digit clear UDecimal; * pop -
UDecimal: eof token Base ${T.FLOAT}; digit next UDecimal; '.' push VersionFirst; 'e' push MantissaFirst; 'E' push MantissaFirst; * token Base ${T.FLOAT}
DecimalFirst: eof pop -; digit clear Decimal; * pop -
Decimal: eof token Base ${T.FLOAT}; digit next Decimal; '.' push SignedVersion; 'e' push MantissaFirst; 'E' push MantissaFirst; * token Base ${T.FLOAT}
SignedVersion: eof pop -; digit clear SignAlone sign; * pop -
SignAlone: eof pop -; digit token+all UInt ${T.BLANK}; * pop -
VersionFirst: eof pop -; digit clear Version; * pop -
Version: eof token Base ${T.VERSION}; digit next Version; '.' push VersionFirst; * token Base ${T.VERSION}
MantissaFirst: eof pop -; digit clear Mantissa; '+' next MantissaSign; '-' next MantissaSign; * pop -
MantissaSign: eof pop -; digit clear Mantissa; * pop -
Mantissa: eof token Base ${T.SFLOAT}; digit next Mantissa; * token Base ${T.SFLOAT}
EntityFirst: eof pop -; '#' next EntityNumFirst; ascii next Entity; ':' next Entity; '_' next Entity; * pop -
Entity: eof pop -; alnum next Entity; ':' next Entity; '_' next Entity; '.' next Entity; '-' next Entity; ';' next EntityEnd; * pop -
EntityNumFirst: eof pop -; 'x' next EntityHexFirst; 'X' next EntityHexFirst; digit next EntityNum; * pop -
EntityHexFirst: eof pop -; xdigit next EntityHex; * pop -
EntityNum: eof pop -; digit next EntityNum; ';' next EntityEnd; * pop -
EntityHex: eof pop -; xdigit next EntityHex; ';' next EntityEnd; * pop -
EntityEnd: * token+clear Base ${T.ENTITY}
TagFirst: eof pop -; '/' push TagCloseFirst; '!' push CommentFirst; '?' push XmlBegin; ascii push TagName; ':' push TagName; '_' push TagName; * pop -
XmlBegin: eof pop -; 'x' next Tag; 'X' next Tag; * pop -
TagCloseFirst: eof pop -; ascii next TagName; * pop -
TagName: eof pop -; '/' next TagBeginEnd; '>' next TagEnd tags; space next Tag tags; alnum next -; ':' next -; '_' next -; '.' next -; '-' next -; * pop -
TagBeginEnd: eof pop -; '>' next TagEnd; * pop -
Tag: eof pop -; '>' next TagEnd tags; ''' next TagQuote; '"' next TagQuotes; ascii next -; digit next -; '=' next -; '-' next -; '_' next -; '#' next -; '/' next -; ':' next -; '.' next -; '&' next -; '?' next -; '%' next -; '~' next -; space next - tags; * pop -
TagQuote: eof pop -; '\\' push TagEscape; ''' next Tag; * next TagQuote
TagQuotes: eof pop -; '\\' push TagEscape; '"' next Tag; * next TagQuotes
TagEscape: eof pop -; * merge -
TagEnd: * token+all Base ${T.TAG}
CommentFirst: eof pop -; '-' next CommentLast; 'D' next Tag; 'd' next Tag; * pop -
CommentLast: eof pop -; '-' next Comment; * pop -
Comment: eof pop -; '-' next CommentCloseFirst; * next -
CommentCloseFirst: eof pop -; '-' next CommentCloseLast; * next Comment
CommentCloseLast: eof pop -; '-' next -; '>' next CommentEnd; * next Comment
CommentEnd: * token+all Base ${T.TAG}
HostFirstDomain: eof pop -; ascii next HostDomainSecond; digit next Host; * pop -
HostDomainSecond: eof pop -; ascii next HostDomain; digit push Host; '-' push HostFirst; '_' push HostFirst; '.' push HostFirstDomain; '@' push Email; * pop -
HostDomain: eof token+all Base ${T.HOST}; ascii next HostDomain; digit push Host; ':' push PortFirst; '-' push HostFirst; '_' push HostFirst; '.' push HostFirstDomain; '@' push Email; digit pop -; stophost token+all UrlPathStart ${T.HOST}; '/' push Furl; * token+all Base ${T.HOST}
PortFirst: eof pop -; digit next Port; * pop -
Port: eof token+all Base ${T.HOST}; digit next Port; stophost token+all UrlPathStart ${T.HOST}; '/' push Furl; * token+all Base ${T.HOST}
HostFirst: eof pop -; digit next Host; ascii next Host; * pop -
Host: eof pop -; digit next Host; ascii next Host; '@' push Email; '.' push HostFirstDomain; '-' push HostFirst; '_' push HostFirst; * pop -
Email: stophost pop -; host token+all Base ${T.EMAIL}; * pop -
FileFirst: eof pop -; ascii next File; digit next File; '.' next PathFirst; '_' next File; '~' push FileTwiddle; * pop -
FileTwiddle: eof pop -; ascii next File; digit next File; '_' next File; '/' next FileFirst; * pop -
PathFirst: eof pop -; ascii next File; digit next File; '_' next File; '.' next PathSecond; '/' next FileFirst; * pop -
PathFirstFirst: eof pop -; '.' next PathSecond; '/' next FileFirst; * pop -
PathSecond: eof token+clear Base ${T.FILE}; '/' push FileFirst; '/' token+clear Base ${T.FILE}; space token+clear Base ${T.FILE}; * pop -
File: eof token Base ${T.FILE}; ascii next File; digit next File; '.' push FileNext; '_' next File; '-' next File; '/' push FileFirst; * token Base ${T.FILE}
FileNext: eof pop -; ascii clear File; digit clear File; '_' clear File; * pop -
UrlPathFirst: eof pop -; url next UrlPath; * pop -
UrlPathStart: * next UrlPath
UrlPath: eof token Base ${T.URL_PATH}; url next UrlPath; * token Base ${T.URL_PATH}
Furl: eof pop -; path token+all Base ${T.URL} furl; * pop -
ProtocolFirst: eof pop -; '/' next ProtocolSecond; * pop -
ProtocolSecond: eof pop -; '/' next ProtocolEnd; * pop -
ProtocolEnd: * token+all Base ${T.PROTOCOL}
HyphenAsciiFirst: eof pop -; ascii next HyphenAscii; alpha next Hyphen; digit next HyphenDigit; * pop -
HyphenAscii: eof token+all ParseHyphen ${T.ASCIIHWORD} hyphen; ascii next HyphenAscii; alpha next Hyphen; special next Hyphen; digit next HyphenNum; '-' push HyphenAsciiFirst; * token+all ParseHyphen ${T.ASCIIHWORD} hyphen
HyphenFirst: eof pop -; alpha next Hyphen; digit next HyphenDigit; * pop -
Hyphen: eof token+all ParseHyphen ${T.HWORD} hyphen; alpha next Hyphen; special next Hyphen; digit next HyphenNum; '-' push HyphenFirst; * token+all ParseHyphen ${T.HWORD} hyphen
HyphenNumFirst: eof pop -; alpha next HyphenNum; digit next HyphenDigit; * pop -
HyphenNum: eof token+all ParseHyphen ${T.NUMHWORD} hyphen; alnum next HyphenNum; special next HyphenNum; '-' push HyphenNumFirst; * token+all ParseHyphen ${T.NUMHWORD} hyphen
HyphenDigit: eof pop -; digit next -; alpha next HyphenNum; special next HyphenNum; * pop -
ParseHyphen: eof rerun Base; ascii next HyphenAsciiPart; alpha next HyphenPart; digit push HyphenUInt; '-' push ParseHyphenHyphen; * rerun Base
ParseHyphenHyphen: eof pop -; alnum token+clear ParseHyphen ${T.BLANK}; special token+clear ParseHyphen ${T.BLANK}; * pop -
HyphenPart: eof token Base ${T.HWORD_PART}; alpha next HyphenPart; special next HyphenPart; digit next HyphenNumPart; * token ParseHyphen ${T.HWORD_PART}
HyphenAsciiPart: eof token Base ${T.HWORD_ASCIIPART}; ascii next HyphenAsciiPart; alpha next HyphenPart; special next HyphenPart; digit next HyphenNumPart; * token ParseHyphen ${T.HWORD_ASCIIPART}
HyphenNumPart: eof token Base ${T.HWORD_NUMPART}; alnum next HyphenNumPart; special next HyphenNumPart; * token ParseHyphen ${T.HWORD_NUMPART}
HyphenUInt: eof pop -; digit next -; alpha clear HyphenNumPart; special clear HyphenNumPart; * pop -
`;
