/** Tells the benchmark, from within a server's process, that the server listens. */
export function announce(port: number): void {
  // Ends with the benchmark, whatever ended that.
  process.once('disconnect', () => process.exit(0));
  process.send?.({ port });
}
