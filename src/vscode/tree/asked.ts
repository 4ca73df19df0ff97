import { failureOf, type Answer } from '../../model/failure.ts';

/**
 * A question that is asked at most once until it is forgotten. A failure is remembered like an answer: drawing a node
 * again must not ask a broker again that just refused.
 */
export class Asked<T> {
  readonly #question: (signal: AbortSignal) => Promise<T>;
  #asking: { readonly answer: Promise<Answer<T>>; readonly abort: AbortController } | undefined;
  #latest: { readonly at: number; readonly answer: Answer<T> } | undefined;

  constructor(question: (signal: AbortSignal) => Promise<T>) {
    this.#question = question;
  }

  /** The answer as it came last; undefined: never asked, or not answered yet. */
  get latest(): { readonly at: number; readonly answer: Answer<T> } | undefined {
    return this.#latest;
  }

  /** Never rejects. */
  ask(): Promise<Answer<T>> {
    this.#asking ??= this.#begin();
    return this.#asking.answer;
  }

  /** Puts a better answer in the place of the one that was had. */
  replace(value: T): void {
    this.#latest = { at: Date.now(), answer: { value } };
    this.#asking = { answer: Promise.resolve({ value }), abort: new AbortController() };
  }

  /** Cancels what is under way; the next to ask asks anew. What was known stays in `latest` until then. */
  forget(): void {
    this.#asking?.abort.abort();
    this.#asking = undefined;
  }

  #begin(): { readonly answer: Promise<Answer<T>>; readonly abort: AbortController } {
    const abort = new AbortController();
    const answer = this.#question(abort.signal)
      .then(
        (value): Answer<T> => ({ value }),
        (thrown: unknown): Answer<T> => ({ failure: failureOf(thrown) }),
      )
      .then(got => {
        if (!abort.signal.aborted) this.#latest = { at: Date.now(), answer: got };
        return got;
      });
    return { answer, abort };
  }
}
