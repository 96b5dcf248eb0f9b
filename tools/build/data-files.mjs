// An esbuild plugin: the long texts of `*.data.ts` modules (packed catalogs, time zones) leave the bundle for files beside it, which are read when the text is first
// asked for. In the bundle they would be read, kept twice and deserialised at each start.
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build as esbuild } from 'esbuild';

/** A property's value moves from this size on, in characters. */
const LONG = 1000;

const isText = value => typeof value === 'string' || (Array.isArray(value) && value.length > 0 && value.every(item => typeof item === 'string'));

/** The exports of a data module. */
async function evaluate(path) {
  const { outputFiles } = await esbuild({ entryPoints: [path], bundle: true, format: 'esm', write: false, logLevel: 'error' });
  return await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

/** Source text of values, long texts by their place in a file. */
class Writer {
  text = '';

  expression(value) {
    if (Array.isArray(value)) return `[${value.map(item => this.expression(item)).join(',')}]`;
    if (value !== null && typeof value === 'object') {
      return `{${Object.entries(value)
        .map(([name, item]) =>
          isText(item) && JSON.stringify(item).length >= LONG ? this.getter(name, item) : `${JSON.stringify(name)}:${this.expression(item)}`,
        )
        .join(',')}}`;
    }
    return JSON.stringify(value);
  }

  getter(name, value) {
    const start = this.text.length;
    this.text += JSON.stringify(value).replace(/[\u0080-\uffff]/g, c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
    const key = JSON.stringify(name);
    return `get ${key}(){return take(this,${key},${start},${this.text.length})}`;
  }
}

/** @param folder where the files go, beside the bundle in `data` */
export function dataFiles(folder) {
  return {
    name: 'data-files',
    setup(build) {
      build.onLoad({ filter: /\.data\.ts$/ }, async ({ path }) => {
        const values = await evaluate(path);
        const plain = Object.values(values).every(value => JSON.stringify(value) !== undefined && typeof value !== 'function');
        if (!plain) return undefined;
        const writer = new Writer();
        const lines = Object.entries(values).map(([name, value]) => `export const ${name} = ${writer.expression(value)};`);
        if (writer.text === '') return undefined;
        const file = `${basename(path, '.data.ts')}.txt`;
        mkdirSync(join(folder, 'data'), { recursive: true });
        writeFileSync(join(folder, 'data', file), writer.text);
        const contents = `
          import { readFileSync } from 'node:fs';
          import { join } from 'node:path';
          let bytes;
          function take(holder, name, start, end) {
            bytes ??= readFileSync(join(__dirname, 'data', ${JSON.stringify(file)}));
            const value = JSON.parse(bytes.latin1Slice(start, end));
            Object.defineProperty(holder, name, { value, enumerable: true });
            return value;
          }
          ${lines.join('\n')}`;
        return { contents, loader: 'js' };
      });
    },
  };
}
