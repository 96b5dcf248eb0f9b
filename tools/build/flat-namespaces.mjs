// An esbuild plugin: `typeOids`, a module re-exported as one name by the index of its folder, is imported from the module itself. esbuild sees through a namespace import, not
// through a re-exported one, for which it makes an object of getters: each `typeOids.INT4` would be a call, and making the object a part of each start.
import { readFileSync } from 'node:fs';

const IMPORT = /^import \{([^}]*)\btypeOids(?: as (\w+))?\b,?([^}]*)\} from '([^']*)index\.js';$/m;

export const flatNamespaces = {
  name: 'flat-namespaces',
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const found = IMPORT.exec(text);
      if (found === null) return undefined;
      const [line, before, alias = 'typeOids', after, folder] = found;
      return {
        contents: text.replace(line, `import {${before}${after}} from '${folder}index.js';import * as ${alias} from '${folder}oids.js';`),
        loader: 'ts',
      };
    });
  },
};
