/**
 * Token numbers. Punctuation that stands alone (`( ) [ ] , ; : . + - * / % ^ < > =`) is its own character code; key words start at FIRST_KEYWORD.
 * The properties have type number on purpose (see KW).
 */
export const T = {
  EOF: 0,
  PERCENT: 37,
  LPAREN: 40,
  RPAREN: 41,
  STAR: 42,
  PLUS: 43,
  COMMA: 44,
  MINUS: 45,
  DOT: 46,
  SLASH: 47,
  COLON: 58,
  SEMICOLON: 59,
  LESS: 60,
  EQUAL: 61,
  GREATER: 62,
  LBRACKET: 91,
  RBRACKET: 93,
  CARET: 94,
  /** Any other operator; `value` is its text. */
  OPERATOR: 256,
  IDENT: 257,
  /** Integer that fits int4: `value` is the text. */
  INTEGER: 258,
  /** Any other number: `value` is the text. */
  FLOAT: 259,
  STRING: 260,
  /** `value` starts with b or x. */
  BIT_STRING: 261,
  /** `$n`: `value` is the number's text. */
  PARAM: 262,
  /** `::` */
  TYPECAST: 263,
  /** `..` */
  DOT_DOT: 264,
  /** `:=` */
  COLON_EQUALS: 265,
  /** `=>` */
  EQUALS_GREATER: 266,
  LESS_EQUALS: 267,
  GREATER_EQUALS: 268,
  /** `<>` or `!=` */
  NOT_EQUALS: 269,
  /** A character that starts nothing. */
  OTHER: 270,
  /** NOT before BETWEEN, IN, LIKE, ILIKE or SIMILAR. PostgreSQL's grammar has one token of look-ahead and tells these three by the next word. */
  NOT_LA: 271,
  /** NULLS before FIRST or LAST. */
  NULLS_LA: 272,
  /** WITH before TIME or ORDINALITY. */
  WITH_LA: 273,
};
