/** Something that is done at times of the calendar, by one of the replicas. */
export interface Job {
  /** Stable: what has run is remembered by it. */
  readonly name: string;
  /**
   * Cron, read in the bot's time zone: `0 9 * * *` is nine o'clock, winter and summer. Times between two and three don't
   * exist once a year and come twice once: choose others.
   */
  readonly schedule: string;
  /** The days that count among those of the schedule, such as the first working day of each month. */
  readonly on?: (day: string) => boolean;
  /**
   * Runs once for each time that was due; when several were missed, once, for the latest. `due` is when it should have run.
   * It may run again for the same `due` when a process died in it or it threw, so it must be safe to run twice.
   */
  run(now: Date, due: Date): Promise<void>;
}
