// Lets mocha, and the processes that tests start, run the TypeScript sources. Compiled by swc, as ts-node does it, but kept by
// content, and with the bytecode of every module, packages included: else each process compiles everything anew, which takes
// longer than all else that a short process does.
const { createHash, randomUUID } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const vm = require('node:vm');

const CACHE = path.resolve(__dirname, '../../node_modules/.cache/cnatet-compiled');
const OPTIONS = {
  module: { type: 'commonjs' },
  jsc: { target: 'es2022', parser: { syntax: 'typescript' }, keepClassNames: true },
  sourceMaps: true,
};
const compiler = readFileSync(require.resolve('@swc/core/package.json'), 'utf8');
mkdirSync(CACHE, { recursive: true });

const hash = (...parts) => createHash('sha1').update(parts.join('\n')).digest('hex');
const kept = (name) => {
  try {
    return readFileSync(path.join(CACHE, name));
  } catch {
    return undefined;
  }
};
/** Other processes read and write the same ones meanwhile. */
const keep = (name, content) => {
  const beside = path.join(CACHE, `${name}.${randomUUID()}`);
  writeFileSync(beside, content);
  renameSync(beside, path.join(CACHE, name));
};

/** Where the source map of a compiled file is kept. */
const maps = new Map();

function compile(file) {
  const source = readFileSync(file, 'utf8');
  const key = hash(compiler, JSON.stringify(OPTIONS), file, source);
  maps.set(file, `${key}.map`);
  const known = kept(`${key}.js`);
  if (known !== undefined) return known.toString();
  const { code, map } = require('@swc/core').transformSync(source, { ...OPTIONS, filename: file });
  keep(`${key}.map`, map);
  keep(`${key}.js`, code);
  return code;
}

// Threads and processes that are started from here are told to do the same; the compiler crashes in a second thread.
if (!process.execArgv.includes('-r')) process.execArgv.push('-r', __filename);

Module._extensions['.ts'] = (module, file) => module._compile(compile(file), file);

/** Bytecode is believed only by the V8 that made it. */
const engine = hash(
  process.version,
  process.arch,
  process.execArgv.filter((flag) => flag.startsWith('--')),
);
let fresh = [];

/** What has been compiled since the last time, with the functions that loading it has called. */
function keepBytecode() {
  for (const [name, script] of fresh) keep(name, script.createCachedData());
  fresh = [];
}

/** What a module knows as `require`. */
function requireOf(module) {
  const require = (id) => module.require(id);
  require.resolve = (request, options) => Module._resolveFilename(request, module, false, options);
  require.resolve.paths = (request) => Module._resolveLookupPaths(request, module);
  require.main = process.mainModule;
  require.extensions = Module._extensions;
  require.cache = Module._cache;
  return require;
}

const compileAnew = Module.prototype._compile;
Module.prototype._compile = function (content, filename, format) {
  // Only Node itself can make ES modules, and import them.
  if (format === 'module' || content.includes('import('))
    return compileAnew.call(this, content, filename, format);
  const name = `${hash(engine, filename, content)}.bytecode`;
  const cachedData = kept(name);
  const source = Module.wrap(content.replace(/^#!.*/, ''));
  const script = new vm.Script(source, { filename, cachedData });
  if (cachedData === undefined || script.cachedDataRejected) {
    if (fresh.length === 0) setImmediate(keepBytecode).unref();
    fresh.push([name, script]);
  }
  const run = script.runInThisContext();
  return run.call(this.exports, this.exports, requireOf(this), this, filename, path.dirname(filename));
};

/** Where in the sources a frame is, for people who read what failed. */
function inSource(frame) {
  const text = String(frame);
  const map = maps.get(frame.getFileName());
  if (map === undefined) return text;
  if (typeof map === 'string') {
    const read = kept(map);
    maps.set(frame.getFileName(), read && new Module.SourceMap(JSON.parse(read)));
    return inSource(frame);
  }
  const { originalLine, originalColumn } = map.findEntry(
    frame.getLineNumber() - 1,
    frame.getColumnNumber() - 1,
  );
  return originalLine === undefined
    ? text
    : text.replace(/:\d+:\d+(?=\)?$)/, `:${originalLine + 1}:${originalColumn + 1}`);
}

Error.prepareStackTrace = (error, frames) =>
  [error, ...frames.map((frame) => `    at ${inSource(frame)}`)].join('\n');
