/** Form of the recorded calls. */

/**
 * Signature; result type (`setof` before that of set-returning functions); argument texts; what PostgreSQL gave:
 * `=text`, `NULL`, or `E sqlstate message` with ` D:detail` and ` H:hint`; argument types where the signature's are polymorphic.
 */
export type RecordedCase = readonly [signature: string, resultType: string, args: readonly (string | null)[], expected: string, types?: readonly string[]];
