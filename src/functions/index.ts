/** Built-in functions: implementations by signature, and the ports they call up through. */
export { asciiScalar, collatedAggregate, collatedScalar, uncollatedScalar } from './collated.js';
export * from './function-impl.js';
export { assignJsonbElement, jsonbElement } from './jsonb-modify.js';
export * from './ports.js';
export { compileRegex } from './regex.js';
export * from './registry.js';
export { xmlOperation } from './xml.js';
