// Lets processes that tests start run the TypeScript sources. Compiled as ts-node does it, by swc, but kept by content:
// ts-node compiles every file anew in every process, which takes twice as long as all else that a short process does.
const { createHash, randomUUID } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');

const CACHE = path.resolve(__dirname, '../../node_modules/.cache/cnatet-compiled');
const OPTIONS = {
  module: { type: 'commonjs' },
  jsc: { target: 'es2022', parser: { syntax: 'typescript' }, keepClassNames: true },
};
const compiler = readFileSync(require.resolve('@swc/core/package.json'), 'utf8');

function compile(file) {
  const source = readFileSync(file, 'utf8');
  const key = createHash('sha256')
    .update(`${compiler}${JSON.stringify(OPTIONS)}${file}\n${source}`)
    .digest('hex');
  const kept = path.join(CACHE, `${key}.js`);
  try {
    return readFileSync(kept, 'utf8');
  } catch {
    const { code } = require('@swc/core').transformSync(source, { ...OPTIONS, filename: file });
    const beside = `${kept}.${randomUUID()}`;
    mkdirSync(CACHE, { recursive: true });
    writeFileSync(beside, code);
    renameSync(beside, kept);
    return code;
  }
}

Module._extensions['.ts'] = (module, file) => module._compile(compile(file), file);
