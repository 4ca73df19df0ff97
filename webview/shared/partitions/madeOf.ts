/** What a lag is made of: a bar that shows the mix, and the same in words. */
import { formatCount } from '../../../src/model/figures.ts';
import type { LagOnWire } from '../../../src/webviewProtocol/partitions.ts';
import { el } from '../dom.ts';
import { plural, t } from '../words.ts';

interface Part {
  readonly look: string;
  readonly records: bigint;
  readonly words: string;
}

/** "6,972 readable, 62 not yet visible"; "nothing waits". Without a commit: what lies there; `logEnd` tells an empty log from an emptied one. */
export function madeOf(lag: LagOnWire, logEnd: string | null = null, notRecords: string | null = null): string {
  if (lag.kind === 'unknown') return t('unknown');
  if (lag.kind === 'no-commit') return noCommitWords(lag.waiting, logEnd);
  const parts = partsOf(lag, notRecords);
  return parts.length === 0 ? t('nothing waits') : parts.map(({ words }) => words).join(', ');
}

export function lagBar(lag: LagOnWire, notRecords: string | null = null): HTMLElement {
  const bar = el('span', { class: 'bar', attributes: { 'aria-hidden': 'true' } });
  const parts = lag.kind === 'known' ? partsOf(lag, notRecords) : [];
  for (const { look, records } of parts) {
    const piece = el('i', { class: look });
    piece.style.flexGrow = String(Number(records));
    bar.append(piece);
  }
  return bar;
}

/** The colours' keys, beside the table's heading. */
export const partKeys = (): readonly HTMLElement[] => [
  el('span', { class: 'key' }, el('i', { class: 'part-readable' }), t('readable')),
  el('span', { class: 'key' }, el('i', { class: 'part-hidden' }), t('not yet visible')),
  el('span', { class: 'key' }, el('i', { class: 'part-markers' }), t('not records')),
  el('span', { class: 'key' }, el('i', { class: 'part-lost' }), t('lost')),
];

/** Of what can be read now, `notRecords` (control records, compacted gaps) are no records; null: nobody looked. */
function partsOf(lag: Extract<LagOnWire, { kind: 'known' }>, notRecords: string | null): readonly Part[] {
  const noRecords = BigInt(notRecords ?? 0);
  const readable = BigInt(lag.readable) - noRecords;
  const parts: readonly Part[] = [
    { look: 'part-lost', records: BigInt(lag.lost), words: t('{0} lost', formatCount(lag.lost)) },
    { look: 'part-readable', records: readable, words: t('{0} readable', formatCount(readable)) },
    {
      look: 'part-hidden',
      records: BigInt(lag.notYetVisible ?? 0),
      words: t('{0} not yet visible', formatCount(lag.notYetVisible ?? '0')),
    },
    { look: 'part-markers', records: noRecords, words: t('{0} not records', formatCount(noRecords)) },
  ];
  return parts.filter(({ records }) => records > 0n);
}

function noCommitWords(waiting: string | null, logEnd: string | null): string {
  if (waiting === null) return t('how many records lie there is not known');
  if (waiting !== '0') return plural(BigInt(waiting), '{0} record lies there', '{0} records lie there', formatCount(BigInt(waiting)));
  return logEnd === '0' ? t('nothing was ever written here') : t('all that was here is deleted');
}
