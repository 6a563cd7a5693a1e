/**
 * Room for numbers by phrase and by concept, used by one search at a time and left at nought. Searching thousands of
 * phrases with maps made for each would spend most of its time on making and forgetting them.
 */
export class Scratch {
  /** By phrase: what it has in common with the question. */
  sums = new Float32Array(0);
  /** By concept: how surely the question means it. */
  ours = new Float32Array(0);
  /** By concept: how surely the phrase at hand means it. */
  theirs = new Float32Array(0);

  /** Room for so many phrases and concepts. */
  fit(phrases: number, concepts: number): this {
    if (this.sums.length < phrases) this.sums = new Float32Array(phrases);
    if (this.ours.length < concepts) {
      // Some more than needed, since every new word of a question may bring a concept.
      this.ours = new Float32Array(concepts + 1000);
      this.theirs = new Float32Array(concepts + 1000);
    }
    return this;
  }
}
