'use strict';
// Loads core.js, and its chunks when they are first needed, with V8's code cache: compiling the whole engine takes longer than starting Node, deserialising the
// compiled form does not. A cache stands beside each script, one file per Node version and architecture, written when a process that did not find a good one exits.
// What a process has compiled by then is in it: one that ran for long leaves much that a short one has no use for and would have to read, so its cache serves only
// until a short one leaves a better. Where that directory is read-only, or core.js runs inside another realm (Jest), scripts are loaded the plain way.
const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');

// Built-in modules belong to the main realm; in a test runner's sandbox their prototypes are not this realm's.
const isMainRealm =
  Object.getPrototypeOf(fs.constants === undefined ? {} : Object.getPrototypeOf(new (require('node:events'))()).constructor) === Function.prototype;

/** A process that ends within so many seconds leaves the cache for good. */
const SHORT_SECONDS = 3;

/** The scripts whose caches the end of this process writes. */
const unwritten = [];

function read(name) {
  try {
    return fs.readFileSync(name);
  } catch {
    return undefined;
  }
}

function load(name) {
  const file = path.join(__dirname, name);
  const source = fs.readFileSync(file, 'latin1');
  const cacheFile = path.join(__dirname, `.code-${name}-${process.version}-${process.arch}.cache`);
  const longFile = path.join(__dirname, `.code-${name}-${process.version}-${process.arch}.long.cache`);
  let cachedData = read(cacheFile);
  const isForGood = cachedData !== undefined;
  cachedData ??= read(longFile);
  const script = new vm.Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, { filename: file, cachedData });
  const module_ = { exports: {} };
  // A chunk is beside the core and asked for by it.
  const requireHere = asked => (asked.startsWith('./') ? load(asked.slice(2)) : require(asked));
  script.runInThisContext()(module_.exports, requireHere, module_, file, __dirname);
  const isUseless = cachedData === undefined || script.cachedDataRejected;
  if (isUseless || !isForGood) {
    if (unwritten.length === 0) process.once('exit', writeCaches);
    unwritten.push({ script, cacheFile, longFile, isUseless });
  }
  return module_.exports;
}

/** After a run, so that the functions it compiled are in the caches too. */
function writeCaches() {
  const isShort = process.uptime() < SHORT_SECONDS;
  for (const { script, cacheFile, longFile, isUseless } of unwritten) {
    if (!isShort && !isUseless) continue;
    const target = isShort ? cacheFile : longFile;
    const temporary = `${target}.${process.pid}`;
    try {
      fs.writeFileSync(temporary, script.createCachedData());
      fs.renameSync(temporary, target);
      if (isShort || script.cachedDataRejected) fs.rmSync(isShort ? longFile : cacheFile, { force: true });
    } catch {
      // A read-only installation: every start compiles.
      fs.rmSync(temporary, { force: true });
    }
  }
}

module.exports = isMainRealm && !require('node:process').versions.bun && typeof vm.Script === 'function' ? load('core.js') : require('./core.js');
