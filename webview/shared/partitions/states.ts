/** The states of a partition, and of a group by its worst partition: one icon, one tone, one word each, the same in all panels. Worst first, as tables sort them. */
import type { LagVerdict } from '../../../src/webviewProtocol/lagRows.ts';
import { signed } from '../controls.ts';
import { icon, type Tone } from '../icons.ts';
import { t } from '../words.ts';

export type Sign = LagVerdict['sign'];

interface StateLook {
  readonly tone: Tone;
  readonly word: string;
  readonly means: string;
}

export const stateLooks: Readonly<Record<Sign, StateLook>> = {
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
  healthy: { tone: 'good', word: t('healthy'), means: t('All its partitions keep up with what arrives.') },
  empty: { tone: 'quiet', word: t('empty'), means: t('Nobody is in the group, and nothing is left to read.') },
};

const order = new Map<string, number>(Object.keys(stateLooks).map((state, index) => [state, index]));

/** Sorts worst first. */
export const severityOf = (state: Sign): number => order.get(state) ?? order.size;

/** Neither judged nor fine: such rows are hatched. */
export const isUnjudged = (state: Sign): boolean => state === 'unknown' || state === 'forbidden' || state === 'no-leader';

/** Nothing to be done about it, or nothing yet. */
export const isCalm = (state: Sign): boolean => ['steady', 'draining', 'too-early', 'healthy', 'empty'].includes(state);

/** Icon and words; by default the state's own word. */
export function stateMark(state: Sign, words = stateLooks[state].word): HTMLElement {
  const { tone, means } = stateLooks[state];
  const mark = signed(icon(state, { tone }), words);
  mark.title = means;
  return mark;
}
