/** The states of a partition, and of a group by its worst partition: one icon, one tone, one word each, the same in all panels. Their order is stateOrder.ts'. */
import { signed } from '../controls.ts';
import { icon, type Tone } from '../icons.ts';
import { t } from '../words.ts';
import type { Sign } from './stateOrder.ts';

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

/** Icon and words; by default the state's own word. */
export function stateMark(state: Sign, words = stateLooks[state].word): HTMLElement {
  const { tone, means } = stateLooks[state];
  const mark = signed(icon(state, { tone }), words);
  mark.title = means;
  return mark;
}
