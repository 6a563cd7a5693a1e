import path from 'node:path';

/** What Node is told so that a process of its own runs the TypeScript sources. */
export const RUNS_SOURCES: readonly string[] = ['-r', path.join(__dirname, 'compiled.cjs')];
