/** A partition's row with what a page adds to it, and what its figures say in words. */
import { formatCount, formatRateFigure, formatSpan } from '../../../src/model/figures.ts';
import { memberNames } from '../../../src/model/memberNames.ts';
import type { MemberOnWire, PartitionRow } from '../../../src/webviewProtocol/partitions.ts';
import type { Cell } from '../table.ts';
import { ago, exactTime } from '../times.ts';
import { plural, t } from '../words.ts';
import { isUnjudged, stateLooks } from './states.ts';

export interface ShownRow extends PartitionRow {
  /** `orders-2`. */
  readonly name: string;
  readonly owned: MemberOnWire | null;
  /** Different from all other members' names. */
  readonly ownerName: string | null;
  /** Records, to sort by; −1 where the lag is not known. */
  readonly waiting: number;
  /** When the figures were true, milliseconds since 1970. */
  readonly at: number;
}

export const nameOf = ({ topic, partition }: Pick<PartitionRow, 'topic' | 'partition'>): string => `${topic}-${partition}`;

/** Java writes an address without a name as "/10.2.0.13". */
export const hostName = ({ clientHost }: MemberOnWire): string => clientHost.replace(/^\//, '');

export function shownRows(rows: readonly PartitionRow[], members: readonly MemberOnWire[], at: number): readonly ShownRow[] {
  const names = memberNames(members);
  return rows.map(row => {
    const owned = row.owner === null ? null : (members[row.owner] ?? null);
    return {
      ...row,
      name: nameOf(row),
      owned,
      ownerName: owned ? (names.get(owned.memberId) ?? owned.clientId) : null,
      waiting: row.lag.kind === 'known' ? Number(row.lag.records) : -1,
      at,
    };
  });
}

/** When this is gone, in a clause. */
export function goneWords(row: PartitionRow): Cell {
  const { state, lag, etaMs, lagPerSecond } = row;
  if (state === 'stuck') return { text: t('never, nothing consumed') };
  if (state === 'stopped') return { text: t('never, nobody reads') };
  if (state === 'growing' || state === 'hot')
    return { text: lagPerSecond === null ? t('never') : t('never, growing {0}/s', formatRateFigure(lagPerSecond)) };
  if (typeof etaMs === 'number') return { text: t('in {0}', formatSpan(etaMs)) };
  if (state === 'lost') return { text: row.owner === null ? t('never, nobody reads') : t('with its next commit') };
  if (state === 'too-early') return { text: t('too early to say'), class: 'reason' };
  if (state === 'no-commit') return { text: lag.kind === 'no-commit' && lag.waiting === '0' ? t('nothing to read') : t('not begun') };
  if (isUnjudged(state)) return { text: stateLooks[state].word, class: 'reason' };
  return { text: row.producedPerSecond === 0 && lag.kind === 'known' && lag.records === '0' ? t('nothing to read') : t('keeps up') };
}

export function lastCommit({ unmovedSince, sawCommitMove, lag, at }: ShownRow): Cell {
  if (unmovedSince === null) return { text: lag.kind === 'no-commit' ? t('never') : t('unknown'), class: 'reason' };
  if (sawCommitMove) return { text: ago(unmovedSince, at), title: exactTime(unmovedSince) };
  return at - unmovedSince < 1000
    ? { text: t('seen once'), class: 'reason' }
    : { text: t('≥ {0} ago', formatSpan(at - unmovedSince)), title: t('Not seen to move since {0}', exactTime(unmovedSince)) };
}

/** "24 partitions", for headings. */
export const countWords = (count: number): string => plural(count, '{0} partition', '{0} partitions', formatCount(count));
