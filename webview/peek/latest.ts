/** One question at a time: a newer one gives the older one up, and what that still brings is dropped. */
export class Latest {
  #asking: AbortController | undefined;

  async ask<T>(question: (signal: AbortSignal) => Promise<T>, use: (answer: T) => void, fail: (refused: unknown) => void): Promise<void> {
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    try {
      const answer = await question(asking.signal);
      if (!asking.signal.aborted) use(answer);
    } catch (refused) {
      if (!asking.signal.aborted) fail(refused);
    }
  }
}
