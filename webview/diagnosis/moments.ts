/** What happened to the group as a table: the picture's marks for who cannot see or hover them. */
import { formatCount } from '../../src/model/figures.ts';
import type { TimelineOnWire } from '../../src/webviewProtocol/timeline.ts';
import { el } from '../shared/dom.ts';
import { clockTime, exactTime } from '../shared/times.ts';
import { plural, t } from '../shared/words.ts';

/** Newest first, closed until somebody wants it. */
export function momentTable({ moments, earlierMoments }: TimelineOnWire): HTMLElement {
  const rows = moments
    .map(({ at, words, isExact }) =>
      el(
        'tr',
        {},
        el('td', {}, el('time', { title: exactTime(at) }, clockTime(at))),
        el('td', {}, words),
        el('td', { class: 'dim' }, isExact ? '__consumer_offsets' : t('seen between two looks')),
      ),
    )
    .reverse();
  const count = moments.length + earlierMoments;
  return el(
    'details',
    { class: 'moments' },
    el('summary', {}, plural(count, '{0} change of membership', '{0} changes of membership', formatCount(count))),
    el(
      'div',
      { class: 'moments-scroll', attributes: { tabindex: '0' }, role: 'region', label: t('Changes of membership') },
      el(
        'table',
        {},
        el(
          'thead',
          {},
          el('tr', {}, ...[t('Time'), t('What'), t('Told by')].map(head => el('th', { attributes: { scope: 'col' } }, head))),
        ),
        el('tbody', {}, ...rows),
      ),
    ),
    earlierMoments > 0 &&
      el('p', { class: 'dim' }, plural(earlierMoments, '{0} earlier one is left out.', '{0} earlier ones are left out.')),
  );
}
