/** Milliseconds of a clock that only goes forward, whatever is done to the machine's own. */
export type Ticks = () => number;
