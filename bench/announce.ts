/** Tells the benchmark, from within a server's process, that the server listens. */
export function announce(port: number): void {
  process.send?.({ port });
}
