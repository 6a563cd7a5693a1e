import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';

interface Locked {
  readonly packages: Record<string, { readonly optionalDependencies?: Record<string, string> }>;
}

describe('package-lock.json', () => {
  it('holds the builds for every platform: newer versions of npm ci refuse a lockfile that lacks one', () => {
    const file = path.resolve(__dirname, '../../package-lock.json');
    const { packages } = JSON.parse(readFileSync(file, 'utf8')) as Locked;
    const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !(`node_modules/${name}` in packages) && !(`${place}/node_modules/${name}` in packages),
      ),
    );
    expect(missing).to.deep.equal([]);
  });
});
