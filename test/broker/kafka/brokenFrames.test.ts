import assert from 'node:assert/strict';
import { type Rounds, readMutants } from '../../unit/kafka/protocol/mutants.ts';
import { answers, logs, members, packages } from '../../unit/kafka/protocol/specimens.ts';
import { peekAtMutants } from '../../unit/peek/brokenLogs.ts';

/**
 * The same mutants as in the unit tests, more of them than those have time for: a million frames in all. They need no broker, and
 * stand here because this level takes minutes anyway. What fails names its seed and round, and `readMutants` runs that one again.
 */
describe('a million broken frames', () => {
  const rounds: Readonly<Record<string, Rounds & { of: typeof answers }>> = {
    'answers of every API in every version': { of: answers, seed: 101, count: 700_000 },
    'logs of every format and codec': { of: logs, seed: 102, count: 100_000 },
    'bytes of members and assignors': { of: members, seed: 103, count: 100_000 },
    'packages of every codec': { of: packages, seed: 104, count: 100_000 },
  };

  for (const [what, { of, ...some }] of Object.entries(rounds)) {
    it(`of ${what} are read or refused, and none takes more memory than it may`, function () {
      this.timeout(120_000);
      const { refused } = readMutants(of, some);
      // Mutants that hardly ever break anything would prove nothing.
      assert.ok(refused > some.count / 5, `${refused} of ${some.count} refused`);
    });
  }

  it('in a log that is peeked at hide nothing of what can be read', async function () {
    this.timeout(120_000);
    await peekAtMutants({ from: 1_500, count: 10_000 });
  });
});
