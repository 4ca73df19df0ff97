/** The oldest unread record of all partitions: exact where it was read, else between what is known of the others. */
import { formatSpan } from '../../src/model/figures.ts';
import { oldestIn, type UnpackedRows } from '../../src/webviewProtocol/packedRows.ts';
import { el } from '../shared/dom.ts';
import { t } from '../shared/words.ts';

/** `at`: when the rows were true, milliseconds since 1970. `thresholdMs`: from when on the group's watch calls. */
export function oldestOfAll(rows: UnpackedRows, at: number, thresholdMs: number | null): Node | string {
  const { isKnown, nothingWaits, latest, earliest } = oldestIn(rows);
  if (!isKnown) return nothingWaits ? t('nothing waits') : el('span', { class: 'reason' }, t('not known yet'));
  const words = wordsFor(Math.max(0, at - latest), Math.max(0, at - earliest));
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
