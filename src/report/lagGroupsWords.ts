/** How the lag of many groups is told in words: those that read a topic, or all of a cluster. */
import type { PartitionState } from '../model/sample.ts';
import type { LagWords } from './lagWords.ts';
import { counted, inWords, records, upper } from './counting.ts';

/** One group, as its row says it. */
export interface GroupSign {
  readonly groupId: string;
  readonly sign: LagWords['sign'];
  /** Records waiting, in digits. */
  readonly records: string;
}

/** "Two of 12 groups need a look: one is stuck, one falls behind". `topic` null: of the whole cluster. */
export function wordGroups(groups: readonly GroupSign[], topic: string | null): LagWords {
  if (groups.length === 0) return none(topic);
  const all = counted(groups.length, 'group', 'groups');
  const troubled = worstFirst.flatMap(sign => {
    const of = groups.filter(group => group.sign === sign);
    return of.length === 0 ? [] : [{ sign, of }];
  });
  const [worst] = troubled;
  const fine = groups.filter(({ sign }) => fineSigns.includes(sign)).length;
  const rest = groups.length - fine - troubled.reduce((sum, { of }) => sum + of.length, 0);
  const others = [
    ...(fine > 0 ? [`${upper(counted(fine, 'keeps up or has nothing left to read', 'keep up or have nothing left to read'))}.`] : []),
    ...(rest > 0 ? [`${upper(counted(rest, 'cannot be judged yet', 'cannot be judged yet'))}.`] : []),
  ];
  if (!worst) {
    if (rest === groups.length) return { sign: 'too-early', headline: `Too early to say of ${all}`, sentence: '', question: null };
    const headline =
      rest === 0 ? (groups.length === 1 ? 'The one group keeps up' : `All ${groups.length} groups keep up`) : `${fine} of ${all} keep up`;
    return { sign: rest === 0 ? 'healthy' : 'steady', headline, sentence: rest === 0 ? '' : others.slice(-1).join(' '), question: null };
  }
  const count = troubled.reduce((sum, { of }) => sum + of.length, 0);
  const clauses = troubled.map(({ sign, of }) => `${inWords(of.length)} ${words[sign](of.length === 1)}`);
  const first = worst.of.toSorted((a, b) => Number(BigInt(b.records) - BigInt(a.records)))[0];
  return {
    sign: worst.sign,
    headline: `${upper(inWords(count))} of ${all} ${count === 1 ? 'needs' : 'need'} a look: ${clauses.join(', ')}`,
    sentence: [...(first ? [`Most waits in ${first.groupId}: ${records(BigInt(first.records))}.`] : []), ...others].join(' '),
    question: null,
  };
}

function none(topic: string | null): LagWords {
  return topic === null
    ? { sign: 'empty', headline: 'This cluster has no group', sentence: '', question: null }
    : {
        sign: 'empty',
        headline: `No group reads ${topic}`,
        sentence:
          'No group has a commit on it, and no member of a group wants it. Consumers that assign themselves partitions without a group are not seen.',
        question: null,
      };
}

type Trouble = Extract<PartitionState, 'stuck' | 'stopped' | 'lost' | 'no-leader' | 'hot' | 'growing' | 'forbidden' | 'unknown'>;

const words: Readonly<Record<Trouble, (one: boolean) => string>> = {
  stuck: one => (one ? 'is stuck' : 'are stuck'),
  stopped: one => (one ? 'is read by nobody' : 'are read by nobody'),
  lost: () => 'lost records',
  'no-leader': one => (one ? 'reads a partition without a leader' : 'read partitions without a leader'),
  hot: one => (one ? 'has a hot partition' : 'have hot partitions'),
  growing: one => (one ? 'falls behind' : 'fall behind'),
  forbidden: one => (one ? 'may not be seen by this login' : 'may not be seen by this login'),
  unknown: one => (one ? 'gave no answer' : 'gave no answer'),
};
const worstFirst = Object.keys(words) as readonly Trouble[];
const fineSigns: readonly LagWords['sign'][] = ['healthy', 'empty', 'steady', 'draining'];
