/** Limits of the engine, each with its unit. */

/** Bytes of one page, on disk and in memory. */
export const PAGE_BYTES = 8192;
/** 32-bit words of one page. */
export const PAGE_WORDS = PAGE_BYTES / 4;
/** Bytes an identifier keeps; the rest is cut (PostgreSQL's NAMEDATALEN - 1). */
export const IDENTIFIER_BYTES_MAX = 63;
/** Columns of a table (PostgreSQL's MaxHeapAttributeNumber). */
export const TABLE_COLUMNS_MAX = 1600;
/** Entries of a target list (PostgreSQL's MaxTupleAttributeNumber). */
export const TARGET_LIST_MAX = 1664;
/** Columns of an index (PostgreSQL's INDEX_MAX_KEYS). */
export const INDEX_COLUMNS_MAX = 32;
/** Arguments of a function (PostgreSQL's FUNC_MAX_ARGS). */
export const FUNCTION_ARGUMENTS_MAX = 100;
/** Bytes of one value (PostgreSQL's 1 GB). */
export const VALUE_BYTES_MAX = 0x3fffffff;
