/**
 * The objects of the extension vector, as pgvector 0.8 names them. Types stand by name; `vector` and `_vector` are the extension's own.
 * Oids are fixed, so that facts about operator classes need no look-up: each list starts at its own hundred above `VECTOR_OIDS`
 * (types 0, functions 100, aggregates 200, operators 300, the operator family and class 400 and 401, its members 410 and on, casts 500).
 */
export const VECTOR_VERSION = '0.8.0';
export const VECTOR_COMMENT = 'vector data type and ivfflat and hnsw access methods';

/** name(argument types) result. */
export const VECTOR_FUNCTIONS = `vector_in(cstring,oid,int4) vector
vector_out(vector) cstring
vector_typmod_in(_cstring) int4
vector_recv(internal,oid,int4) vector
vector_send(vector) bytea
l2_distance(vector,vector) float8
inner_product(vector,vector) float8
cosine_distance(vector,vector) float8
l1_distance(vector,vector) float8
vector_dims(vector) int4
vector_norm(vector) float8
l2_normalize(vector) vector
binary_quantize(vector) bit
subvector(vector,int4,int4) vector
vector_add(vector,vector) vector
vector_sub(vector,vector) vector
vector_mul(vector,vector) vector
vector_concat(vector,vector) vector
vector_lt(vector,vector) bool
vector_le(vector,vector) bool
vector_eq(vector,vector) bool
vector_ne(vector,vector) bool
vector_ge(vector,vector) bool
vector_gt(vector,vector) bool
vector_cmp(vector,vector) int4
vector_l2_squared_distance(vector,vector) float8
vector_negative_inner_product(vector,vector) float8
vector_spherical_distance(vector,vector) float8
vector_accum(_float8,vector) _float8
vector_avg(_float8) vector
vector_combine(_float8,_float8) _float8
vector(vector,int4,bool) vector
array_to_vector(_int4,int4,bool) vector
array_to_vector(_float4,int4,bool) vector
array_to_vector(_float8,int4,bool) vector
array_to_vector(_numeric,int4,bool) vector
vector_to_float4(vector,int4,bool) _float4
hamming_distance(bit,bit) float8
jaccard_distance(bit,bit) float8`;

/** aggregate, transition function, transition type, final function, combine function, initial state; . for none. */
export const VECTOR_AGGREGATES = `avg vector_accum(_float8,vector) _float8 vector_avg(_float8) vector_combine(_float8,_float8) {0}
sum vector_add(vector,vector) vector . vector_add(vector,vector) .`;

/** operator, operand type, function, commutator, negator, restriction and join estimator; . for none. */
export const VECTOR_OPERATORS = `<-> vector l2_distance <-> . . .
<#> vector vector_negative_inner_product <#> . . .
<=> vector cosine_distance <=> . . .
<+> vector l1_distance <+> . . .
+ vector vector_add + . . .
- vector vector_sub . . . .
* vector vector_mul * . . .
|| vector vector_concat . . . .
< vector vector_lt > >= scalarltsel scalarltjoinsel
<= vector vector_le >= > scalarlesel scalarlejoinsel
= vector vector_eq = <> eqsel eqjoinsel
<> vector vector_ne <> = eqsel eqjoinsel
>= vector vector_ge <= < scalargesel scalargejoinsel
> vector vector_gt < <= scalargtsel scalargtjoinsel
<~> bit hamming_distance <~> . . .
<%> bit jaccard_distance <%> . . .`;

/** Operators of the btree operator class vector_ops in the order of their strategies. */
export const VECTOR_BTREE_OPERATORS: readonly string[] = ['<', '<=', '=', '>=', '>'];

/** source, target, function, context. */
export const VECTOR_CASTS = `vector vector vector(vector,int4,bool) i
vector _float4 vector_to_float4(vector,int4,bool) i
_int4 vector array_to_vector(_int4,int4,bool) a
_float4 vector array_to_vector(_float4,int4,bool) a
_float8 vector array_to_vector(_float8,int4,bool) a
_numeric vector array_to_vector(_numeric,int4,bool) a`;
