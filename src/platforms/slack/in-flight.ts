export interface InFlight {
  /** Counts the turn until it has ended. */
  track(turn: Promise<void>): Promise<void>;
  /** Resolves when the turns under way have ended. */
  settled(): Promise<void>;
}

/** The turns under way, so that a stop can wait for them. */
export function createInFlight(): InFlight {
  const turns = new Set<Promise<void>>();
  return {
    track: async (turn) => {
      turns.add(turn);
      try {
        await turn;
      } finally {
        turns.delete(turn);
      }
    },
    settled: async () => {
      while (turns.size > 0) await Promise.allSettled(turns);
    },
  };
}
