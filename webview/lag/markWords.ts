/** "stuck since 14:21", "lost 300", "hot, 19 % of records": a word, and what only a wide panel has room for, with what divides both. */
import { formatCount, formatShare } from '../../src/model/figures.ts';
import type { ShownRow } from '../shared/partitions/shownRow.ts';
import { stateLooks } from '../shared/partitions/states.ts';
import { clockTime } from '../shared/times.ts';
import { t } from '../shared/words.ts';

export function markWords({ state, lag, unmovedSince, sawCommitMove, hotShare }: ShownRow): readonly [string, string] {
  const { word } = stateLooks[state];
  if (state === 'stuck' && unmovedSince !== null) {
    const time = clockTime(unmovedSince, false);
    return [word, ` ${sawCommitMove ? t('since {0}', time) : t('before {0}', time)}`];
  }
  if (state === 'lost' && lag.kind === 'known') return [t('lost {0}', formatCount(BigInt(lag.lost))), ''];
  if (state === 'hot' && hotShare !== null) return [word, `, ${t('{0} of records', formatShare(hotShare))}`];
  return [word, ''];
}
