import { failureOf, type Failure } from '../model/failure.ts';
import type { Missing } from '../model/finding.ts';
import type { Part } from '../model/snapshot.ts';

/** What a question that fails as a whole leaves behind: nothing, with its reason. A part never throws. */
export async function orMissing<T>(subject: string, ask: () => Promise<Part<T>>): Promise<Part<T>> {
  try {
    return await ask();
  } catch (thrown) {
    return { items: [], missing: [because(subject, failureOf(thrown))] };
  }
}

export const because = (subject: string, failure: Failure): Missing => ({ subject, reason: { kind: 'failure', failure } });

/** Asked, and there is none; or there is nothing to ask about. */
export const nothing: Part<never> = { items: [], missing: [] };
