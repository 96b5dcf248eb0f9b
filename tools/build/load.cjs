'use strict';
// Loads core.js with V8's code cache: compiling the whole engine takes longer than starting Node, deserialising the compiled form does not.
// The cache stands beside core.js, one file per Node version and architecture, written when a process that did not find a good one exits. Where that
// directory is read-only, or core.js runs inside another realm (Jest), it is loaded the plain way.
const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');

const file = path.join(__dirname, 'core.js');
// Built-in modules belong to the main realm; in a test runner's sandbox their prototypes are not this realm's.
const isMainRealm =
  Object.getPrototypeOf(fs.constants === undefined ? {} : Object.getPrototypeOf(new (require('node:events'))()).constructor) === Function.prototype;

function load() {
  if (!isMainRealm || require('node:process').versions.bun || typeof vm.Script !== 'function') return require('./core.js');
  const source = fs.readFileSync(file, 'latin1');
  const cacheFile = path.join(__dirname, `.code-${process.version}-${process.arch}.cache`);
  let cachedData;
  try {
    cachedData = fs.readFileSync(cacheFile);
  } catch {
    cachedData = undefined;
  }
  const script = new vm.Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, {
    filename: file,
    cachedData,
  });
  const module_ = { exports: {} };
  script.runInThisContext()(module_.exports, require, module_, file, __dirname);
  if (cachedData === undefined || script.cachedDataRejected) {
    process.once('exit', () => {
      const temporary = `${cacheFile}.${process.pid}`;
      try {
        // After a run, so that the functions it compiled are in it too.
        fs.writeFileSync(temporary, script.createCachedData());
        fs.renameSync(temporary, cacheFile);
      } catch {
        // A read-only installation: every start compiles.
        fs.rmSync(temporary, { force: true });
      }
    });
  }
  return module_.exports;
}

module.exports = load();
