import type { KafkaRecord } from '../../model/record.ts';
import type { SearchFault, SearchFor } from '../../model/search.ts';
import type { AskHost, Worked } from '../worked.ts';
import { Unmatchable } from './match.ts';
import { matcherOf } from './matcher.ts';
import { type DecodingToSend, SchemasAtHand } from './schemasAtHand.ts';

export interface CheckQuestion {
  readonly what: SearchFor;
}

export interface TryQuestion {
  readonly what: SearchFor;
  readonly record: KafkaRecord;
  readonly decoding: DecodingToSend;
}

export type TryAnswer = { readonly passes: boolean; readonly fault?: never } | { readonly fault: SearchFault };

/** Why this cannot be searched for; undefined where it can. */
export function checkTask({ what }: CheckQuestion): Worked<SearchFault | undefined> {
  try {
    matcherOf(what);
    return { answer: undefined };
  } catch (error) {
    return { answer: faultOf(error) };
  }
}

/** Holds one record against what would be searched for. */
export async function tryTask({ what, record, decoding }: TryQuestion, ask: AskHost): Promise<Worked<TryAnswer>> {
  try {
    const matcher = matcherOf(what);
    const schemas = new SchemasAtHand(decoding);
    await schemas.bring([record], matcher.parts, ask);
    return { answer: { passes: matcher.passes(record, schemas.decoding) } };
  } catch (error) {
    return { answer: { fault: faultOf(error) } };
  }
}

/** What is not a fault of the search is one of ours, and goes on its way. */
export function faultOf(error: unknown): SearchFault {
  if (error instanceof Unmatchable) return error.fault;
  // A regular expression or a nesting too deep for the engine: of this record alone.
  if (error instanceof RangeError) return { kind: 'too-slow', detail: error.message };
  throw error;
}
