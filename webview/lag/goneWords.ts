/** When nothing waits any more, for a whole group, a topic or a cluster. */
import { formatRate, formatSpan } from '../../src/model/figures.ts';
import { el } from '../shared/dom.ts';
import { t } from '../shared/words.ts';

interface Pace {
  readonly etaMs: number | 'never' | null;
  readonly lagPerSecond: number | null;
  readonly total: { readonly records: string; readonly unknown: number };
}

export function goneWords({ etaMs, lagPerSecond, total }: Pace): Node | string {
  if (etaMs === 'never')
    return lagPerSecond !== null && lagPerSecond > 0 ? t('never at this rate, +{0}', formatRate(lagPerSecond)) : t('never at this rate');
  if (etaMs !== null) return t('in {0}', formatSpan(etaMs));
  if (total.records === '0' && total.unknown === 0) return t('nothing waits');
  return lagPerSecond === null ? el('span', { class: 'reason' }, t('too early to say')) : t('keeps up');
}
