import assert from 'node:assert/strict';
import { FailureError } from '../../../../src/model/failure.ts';
import { countAllocations } from './allocations.ts';
import { seeded } from './randomValues.ts';
import type { Specimen } from './specimens.ts';

/**
 * Reads `count` mutants of these and counts those that were refused. A round's mutant is the same in every run, so what fails can
 * be run again: `readMutants(specimens, { seed, from: round, count: 1 })`.
 * @throws AssertionError with seed, round and bytes, if one is neither read nor refused with a clear failure, or allocates too much.
 */
export function readMutants(specimens: readonly Specimen[], { seed, from = 0, count }: Rounds): { refused: number; mostAllocated: number } {
  const counted = countAllocations();
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0; // nobody reads the stacks of half a million failures, and taking them is most of the time
  let refused = 0;
  let mostAllocated = 0;
  try {
    for (let round = from; round < from + count; round++) {
      const specimen = specimens[round % specimens.length]!;
      const bytes = mutated(specimen.bytes, seeded(seed * 1_000_003 + round));
      const where = () => `${specimen.name}, seed ${seed}, round ${round}: ${bytes.toString('hex').slice(0, 600)}`;
      counted.reset();
      try {
        specimen.read(bytes);
      } catch (error) {
        assertClear(error, where);
        refused++;
      }
      const { allocated } = counted;
      if (allocated > specimen.most(bytes.length)) assert.fail(`${allocated} bytes allocated for ${bytes.length}. ${where()}`);
      mostAllocated = Math.max(mostAllocated, allocated);
    }
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    counted.stop();
  }
  return { refused, mostAllocated };
}

export interface Rounds {
  readonly seed: number;
  readonly from?: number;
  readonly count: number;
}

/** Fails the test unless it is a failure that can be told. */
export function assertClear(thrown: unknown, where: () => string): void {
  if (!(thrown instanceof FailureError)) throw new assert.AssertionError({ message: `${String(thrown)}. ${where()}` });
  const { kind, code, detail } = thrown.failure;
  if (!['unreadable', 'unsupported'].includes(kind) || !code || !detail) assert.fail(`${thrown.message}. ${where()}`);
}

/** One to three of: a byte changed, a piece cut off, a piece left out, a length made huge, negative or null. */
export function mutated(bytes: Buffer, random: () => number): Buffer {
  let mutant = Buffer.from(bytes);
  const below = (limit: number) => Math.floor(random() * limit);
  for (let times = 1 + below(3); times > 0; times--) {
    const at = below(Math.max(1, mutant.length));
    switch (below(5)) {
      case 0:
        if (mutant.length > 0) mutant[at] = below(256);
        break;
      case 1:
        mutant = mutant.subarray(0, at);
        break;
      case 2:
        mutant = Buffer.concat([mutant.subarray(0, at), mutant.subarray(at + 1 + below(8))]);
        break;
      case 3:
        if (at + 4 <= mutant.length) mutant.writeInt32BE([0x7fff_ffff, -1, -2, 0x0100_0000, -0x8000_0000][below(5)]!, at);
        break;
      case 4:
        if (at + 5 <= mutant.length) mutant.fill(0xff, at, at + 5);
        break;
    }
  }
  return mutant;
}
