/** The oldest unread record of all partitions: exact where it was read, else between what is known of the others. */
import { formatSpan } from '../../src/model/figures.ts';
import { el } from '../shared/dom.ts';
import { ageBounds, type ShownRow } from '../shared/partitions/shownRow.ts';
import { t } from '../shared/words.ts';

/** `thresholdMs`: from when on the group's watch calls. */
export function oldestOfAll(rows: readonly ShownRow[], thresholdMs: number | null): Node | string {
  let [least, most, known] = [0, 0, false];
  for (const row of rows) {
    const bounds = ageBounds(row);
    if (!bounds) continue;
    known = true;
    least = Math.max(least, bounds.least);
    most = Math.max(most, bounds.most);
  }
  if (!known) {
    const nothingWaits = rows.every(({ timeLag }) => timeLag?.kind === 'none');
    return nothingWaits ? t('nothing waits') : el('span', { class: 'reason' }, t('not known yet'));
  }
  const words = wordsFor(least, most);
  return thresholdMs === null
    ? words
    : el('span', {}, words, ' ', el('span', { class: 'dim' }, t('(alert from {0} on)', formatSpan(thresholdMs))));
}

function wordsFor(least: number, most: number): string {
  // What the clock rounds away is no difference.
  if (formatSpan(least) === formatSpan(most)) return formatSpan(least);
  if (most === Infinity) return t('at least {0}', formatSpan(least));
  return least < 1000 ? t('less than {0}', formatSpan(most)) : t('between {0} and {1}', formatSpan(least), formatSpan(most));
}
