/** The states of a partition: one icon, one tone, one word each, the same in all panels. Worst first, as tables sort them. */
import type { PartitionState } from '../../../src/model/sample.ts';
import { signed } from '../controls.ts';
import { icon, type Tone } from '../icons.ts';
import { t } from '../words.ts';

interface StateLook {
  readonly tone: Tone;
  readonly word: string;
  readonly means: string;
}

export const stateLooks: Readonly<Record<PartitionState, StateLook>> = {
  stuck: { tone: 'bad', word: t('stuck'), means: t('A member owns it and is alive, yet its commit does not move while records arrive.') },
  stopped: { tone: 'bad', word: t('stopped'), means: t('Records wait, and nobody commits.') },
  lost: { tone: 'bad', word: t('lost'), means: t('Committed below the log start: records were deleted before they were read.') },
  'no-leader': {
    tone: 'bad',
    word: t('no leader'),
    means: t('No broker leads it: nobody can read or write it, and its ends are unknown.'),
  },
  growing: { tone: 'warn', word: t('growing'), means: t('More arrives than is read.') },
  hot: { tone: 'warn', word: t('hot'), means: t('Far more waits or arrives here than on the other partitions of its topic.') },
  forbidden: { tone: 'locked', word: t('forbidden'), means: t('This login may not see it.') },
  unknown: { tone: 'quiet', word: t('unknown'), means: t('Asked, but without an answer.') },
  'no-commit': { tone: 'quiet', word: t('no commit'), means: t('The group has committed nothing here.') },
  'too-early': { tone: 'quiet', word: t('too early to say'), means: t('Not enough observations yet.') },
  draining: { tone: 'calm', word: t('draining'), means: t('The lag shrinks.') },
  steady: { tone: 'good', word: t('steady'), means: t('Reading keeps up with what arrives.') },
};

const order = new Map(Object.keys(stateLooks).map((state, index) => [state, index]));

/** Sorts worst first. */
export const severityOf = (state: PartitionState): number => order.get(state) ?? order.size;

/** Neither judged nor fine: such rows are hatched. */
export const isUnjudged = (state: PartitionState): boolean => state === 'unknown' || state === 'forbidden' || state === 'no-leader';

/** Icon and word; `also` is a second truth about the same partition: "hot, growing". */
export function stateMark(state: PartitionState, also?: PartitionState): HTMLElement {
  const { tone, means } = stateLooks[state];
  const mark = signed(icon(state, { tone }), stateWords(state, also));
  mark.title = means;
  return mark;
}

export const stateWords = (state: PartitionState, also?: PartitionState): string =>
  also ? `${stateLooks[state].word}, ${stateLooks[also].word}` : stateLooks[state].word;
