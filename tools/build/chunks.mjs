// Splits what a first query has no use for from the core: chunks that are loaded, synchronously, at the first call of one of their functions. The sources know nothing of it:
// a chunk is named here by the functions through which the core enters it, and the build puts a stub in the place of each. What the core and a chunk both use stays in the
// core, one copy, and is handed to the chunk when it is loaded.
import { relative } from 'node:path';
import { build as esbuild } from 'esbuild';

/** Chunk -> module -> functions the core calls. A core that imports anything else of such a module does not build. */
export const CHUNKS = {
  library: {
    'src/functions/rare-families.ts': ['rareFamilies'],
    'src/functions/regex.ts': ['compileRegex'],
    'src/functions/xml.ts': ['xmlOperation'],
    'src/functions/jsonb-modify.ts': ['assignJsonbElement', 'jsonbElement'],
    'src/functions/collated.ts': ['asciiScalar', 'collatedAggregate', 'collatedScalar', 'uncollatedScalar'],
    'src/types/rare-types.ts': ['rareTypes'],
    'src/types/vector-type.ts': ['makeVectorType'],
  },
  definitions: {
    'src/analyze/deparse/deparse.ts': ['deparseExpr', 'deparseQuery', 'storedTypeContext'],
    'src/catalog/views/system-views.ts': ['systemViewText'],
    'src/commands/run-command.ts': ['runCommand'],
    'src/plan/explain/explain.ts': ['explainPlan'],
    'src/sql/parser/alter.ts': ['parseAlter'],
    'src/sql/parser/comments.ts': ['parseComment', 'parseSecurityLabel'],
    'src/sql/parser/create.ts': ['parseCreate', 'parseCreateAs', 'parseSchemaElement'],
    'src/sql/parser/drop.ts': ['parseDrop', 'parseReassignOwned'],
    'src/sql/parser/foreign.ts': ['parseImportForeignSchema'],
    'src/sql/parser/grants.ts': ['parseGrant', 'parseRevoke'],
  },
  search: {
    'src/functions/text-search/index.ts': ['textSearchFunctions'],
    'src/session/nested-query.ts': ['openNestedQuery'],
    'src/types/text-search/index.ts': [
      ...[
        'compareTsQueries',
        'compareTsVectors',
        'decodeTsQuery',
        'decodeTsVector',
        'encodeTsVector',
        'formatTsQuery',
        'formatTsVector',
        'hashTsQuery',
        'hashTsVector',
      ],
      ...['parseTsQuery', 'parseTsVector', 'receiveTsQuery', 'receiveTsVector', 'sendTsQuery', 'sendTsVector', 'writeTsQueryKey', 'writeTsVectorKey'],
    ],
  },
  gist: {
    'src/access/gist/gist.ts': ['createGistFile', 'gistKeyEncoder', 'openGist'],
    'src/plan/path/search-conditions.ts': ['searchConditions'],
  },
  coordinator: {
    'src/embedded/coordinator.ts': ['openCoordinator'],
  },
  interpreter: {
    'src/execute/interpreter/engine.ts': ['interpreterEngine'],
  },
};

const ENTRIES = new Map(Object.entries(CHUNKS).flatMap(([chunk, modules]) => Object.entries(modules).map(([module_, names]) => [module_, { chunk, names }])));

/**
 * The core's side. `wanted` lists the core's exports that chunks use, as `module#name`.
 * @param root the package's folder
 * @param entry the module that exports what the core exports
 */
function coreSide(root, entry, wanted) {
  return {
    name: 'core-side',
    setup(build) {
      build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const found = ENTRIES.get(relative(root, path));
        if (found === undefined) return undefined;
        // Once the chunk is there the stubs are the functions themselves.
        const contents = `
          import { loaded } from 'henrydb-chunk:${found.chunk}';
          ${found.names.map(name => `export let ${name} = (...given) => (take(), ${name}(...given));`).join('\n')}
          function take() { ({ ${found.names.join(', ')} } = loaded()); }`;
        return { contents, loader: 'js', resolveDir: root };
      });
      build.onResolve({ filter: /^henrydb-/ }, ({ path }) => ({ path, namespace: 'chunks' }));
      const virtual = (name, contents) =>
        build.onLoad({ filter: name, namespace: 'chunks' }, ({ path }) => ({ contents: contents(path), loader: 'js', resolveDir: root }));
      // What is handed over is imported behind all else: imported by the stubs, it would change the order in which modules are evaluated.
      virtual(
        /^henrydb-entry$/,
        () => `
        export * from './${entry}';
        import { install } from 'henrydb-install';
        ${wanted.map((what, i) => `import { ${what.split('#')[1]} as s${i} } from './${what.split('#')[0]}';`).join('\n')}
        install(() => [${wanted.map((_, i) => `s${i}`).join(', ')}]);`,
      );
      virtual(
        /^henrydb-install$/,
        () => `
        export let shared;
        export function install(list) { shared = list; }`,
      );
      virtual(
        /^henrydb-chunk:/,
        path => `
        import { shared } from 'henrydb-install';
        let chunk;
        export const loaded = () => (chunk ??= require('./${path.split(':')[1]}.chunk.js')(shared()));`,
      );
    },
  };
}

/** The chunk's side: modules that the core holds are replaced by what it hands over. */
function chunkSide(root, chunk, isCore, exportsOf) {
  return {
    name: 'chunk-side',
    setup(build) {
      build.onResolve({ filter: /^henrydb-entry$/ }, ({ path }) => ({ path, namespace: 'chunks' }));
      build.onLoad({ filter: /.*/, namespace: 'chunks' }, () => ({
        contents: Object.entries(CHUNKS[chunk])
          .map(([module_, names]) => `export { ${names.join(', ')} } from './${module_}';`)
          .join('\n'),
        loader: 'js',
        resolveDir: root,
      }));
      build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const module_ = relative(root, path);
        const entry = ENTRIES.get(module_);
        if (entry !== undefined ? entry.chunk === chunk : !isCore(module_)) return undefined;
        const names = entry?.names ?? exportsOf.get(module_);
        return {
          contents: names.map(name => `export const ${name} = /* @__PURE__ */ __shared(${JSON.stringify(`${module_}#${name}`)});`).join('\n'),
          loader: 'js',
        };
      });
    },
  };
}

/** Names that each module exports at run time. */
async function exportNames(root, modules) {
  const { metafile } = await esbuild({
    absWorkingDir: root,
    entryPoints: modules,
    bundle: false,
    write: false,
    metafile: true,
    format: 'esm',
    outdir: 'out',
    outbase: '.',
  });
  return new Map(Object.values(metafile.outputs).map(output => [output.entryPoint, output.exports]));
}

const inOutput = ({ metafile }) =>
  Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([module_, { bytesInOutput }]) => (bytesInOutput > 0 ? [module_] : [])),
  );

/**
 * Builds the core and its chunks.
 * @param options esbuild's, without entry points and output
 * @returns texts by file name
 */
export async function buildChunks(root, entry, options) {
  const buildCore = wanted =>
    esbuild({
      ...options,
      absWorkingDir: root,
      entryPoints: ['henrydb-entry'],
      outfile: 'core.js',
      metafile: true,
      write: false,
      external: Object.keys(CHUNKS).map(chunk => `./${chunk}.chunk.js`),
      plugins: [coreSide(root, entry, wanted), ...options.plugins],
    });
  const buildChunk = (chunk, isCore, exportsOf) =>
    esbuild({
      ...options,
      absWorkingDir: root,
      entryPoints: ['henrydb-entry'],
      outfile: `${chunk}.chunk.js`,
      metafile: true,
      write: false,
      banner: { js: 'module.exports = __shared => { const module = { exports: {} };' },
      footer: { js: 'return module.exports; };' },
      plugins: [chunkSide(root, chunk, isCore, exportsOf), ...options.plugins],
    });

  let core = await buildCore([]);
  const isSource = module_ => /^src\/.*\.ts$/.test(module_) && !ENTRIES.has(module_);
  const inCore = new Set(inOutput(core).filter(isSource));
  // A core that must hand more over may grow by modules that a chunk had taken for its own: again, until nothing moves.
  for (;;) {
    const before = inCore.size;
    const exportsOf = await exportNames(root, [...inCore]);
    const chunks = new Map();
    const holders = new Map();
    const wanted = new Set();
    for (const chunk of Object.keys(CHUNKS)) {
      const built = await buildChunk(chunk, module_ => inCore.has(module_), exportsOf);
      const text = built.outputFiles[0].text;
      chunks.set(chunk, text);
      for (const [, what] of text.matchAll(/__shared\("([^"]+)"\)/g)) wanted.add(what);
      for (const module_ of inOutput(built).filter(isSource)) {
        if (inCore.has(module_)) continue;
        // Two chunks with a copy each of one module would have two of each of its classes.
        if (holders.has(module_)) inCore.add(module_);
        holders.set(module_, chunk);
      }
    }
    const list = [...wanted].sort();
    core = await buildCore(list);
    for (const module_ of inOutput(core).filter(isSource)) inCore.add(module_);
    if (inCore.size > before) continue;
    const twice = [...holders.keys()].find(module_ => inCore.has(module_));
    if (twice !== undefined) throw new Error(`${twice} is in the core and in a chunk`);
    const place = new Map(list.map((what, i) => [what, i]));
    const files = new Map([['core.js', core.outputFiles[0].text]]);
    for (const [chunk, text] of chunks)
      files.set(
        `${chunk}.chunk.js`,
        text.replace(/__shared\("([^"]+)"\)/g, (_, what) => `__shared[${place.get(what)}]`),
      );
    return files;
  }
}
