/** A partition's row with what a page adds to it, and what its figures say in words. */
import { formatCount, formatRateFigure, formatSpan } from '../../../src/model/figures.ts';
import { memberNames } from '../../../src/model/memberNames.ts';
import type { LagRow } from '../../../src/webviewProtocol/lagRows.ts';
import type { MemberOnWire, PartitionRow } from '../../../src/webviewProtocol/partitions.ts';
import type { Cell } from '../table.ts';
import { ago, exactTime } from '../times.ts';
import { plural, t } from '../words.ts';
import { isUnjudged } from './stateOrder.ts';
import { stateLooks } from './states.ts';

/** What only some panels know of a partition. */
type More = Partial<Omit<LagRow, keyof PartitionRow>>;

export interface ShownRow extends PartitionRow, More {
  /** `orders-2`. */
  readonly name: string;
  readonly owned: MemberOnWire | null;
  /** Different from all other members' names. */
  readonly ownerName: string | null;
  /** Records, to sort by; −1 where the lag is not known. */
  readonly waiting: number;
  /** When the figures were true, milliseconds since 1970. */
  readonly at: number;
  /** Set where the row adds up several partitions. Offsets are then null, and its topic is what it stands for. */
  readonly total?: RowTotal;
}

export interface RowTotal {
  readonly partitions: readonly ShownRow[];
  /** "2 stuck, 6 steady". */
  readonly words: string;
  readonly isOpen: boolean;
}

export const nameOf = ({ topic, partition }: Pick<PartitionRow, 'topic' | 'partition'>): string => `${topic}-${partition}`;

/** Java writes an address without a name as "/10.2.0.13". */
export const hostName = ({ clientHost }: MemberOnWire): string => clientHost.replace(/^\//, '');

export function shownRows(rows: readonly (PartitionRow & More)[], members: readonly MemberOnWire[], at: number): readonly ShownRow[] {
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
export function goneWords(row: PartitionRow & Pick<ShownRow, 'total'>): Cell {
  const { state, lag, etaMs, lagPerSecond } = row;
  // Of several partitions one may be stuck while others are read.
  if (row.total && etaMs === 'never') return growingWords(lagPerSecond);
  if (state === 'stuck') return { text: t('never, nothing consumed') };
  if (state === 'stopped') return { text: t('never, nobody reads') };
  if (state === 'growing' || state === 'hot') return growingWords(lagPerSecond);
  if (typeof etaMs === 'number') return { text: t('in {0}', formatSpan(etaMs)) };
  if (state === 'lost') return { text: row.owner === null ? t('never, nobody reads') : t('with its next commit') };
  if (state === 'too-early') return { text: t('too early to say'), class: 'reason' };
  if (state === 'no-commit') return { text: lag.kind === 'no-commit' && lag.waiting === '0' ? t('nothing to read') : t('not begun') };
  if (isUnjudged(state)) return { text: stateLooks[state].word, class: 'reason' };
  return { text: row.producedPerSecond === 0 && lag.kind === 'known' && lag.records === '0' ? t('nothing to read') : t('keeps up') };
}

const growingWords = (lagPerSecond: number | null): Cell => ({
  text: lagPerSecond === null || lagPerSecond <= 0 ? t('never') : t('never, growing {0}/s', formatRateFigure(lagPerSecond)),
});

/** How long the oldest unread record has been waiting. */
export function oldestUnread({ timeLag, at }: Pick<ShownRow, 'timeLag' | 'at'>): Cell {
  if (timeLag === undefined || timeLag.kind === 'not-looked')
    return { text: '…', class: 'reason', title: t('Nobody has looked yet. It is read where the row is on the screen.') };
  if (timeLag.kind === 'none') return { text: t('none'), class: 'reason', title: t('Nothing waits.') };
  if (timeLag.kind === 'unknown') return { text: t('unknown'), class: 'reason', title: timeLag.why };
  if (timeLag.kind === 'read')
    return {
      text: formatSpan(at - timeLag.writtenAt),
      title: t('Written at {0}, as the record itself says', exactTime(timeLag.writtenAt)),
    };
  const { notBefore, before } = timeLag;
  const title = t('Between fixed ages that were asked for; it is read from the record where the row is on the screen.');
  if (notBefore === null) return { text: `≥ ${formatSpan(at - before)}`, title };
  return {
    text: at - before < 1000 ? `< ${formatSpan(at - notBefore)}` : `${formatSpan(at - before)} – ${formatSpan(at - notBefore)}`,
    title,
  };
}

/** The least and the most that it can be, in milliseconds; null where nothing waits or nothing is known, Infinity for a most without a bound. */
export function ageBounds({ timeLag, at }: Pick<ShownRow, 'timeLag' | 'at'>): { readonly least: number; readonly most: number } | null {
  if (timeLag?.kind === 'read') return { least: at - timeLag.writtenAt, most: at - timeLag.writtenAt };
  if (timeLag?.kind !== 'between') return null;
  return { least: Math.max(0, at - timeLag.before), most: timeLag.notBefore === null ? Infinity : at - timeLag.notBefore };
}

/** When retention may take the first unread record. */
export function deletionWords({ deletedAt, at }: Pick<ShownRow, 'deletedAt' | 'at'>): Cell {
  if (deletedAt === undefined || deletedAt === null) return { text: '' };
  if (deletedAt <= at)
    return { text: t('any moment'), class: 'strong', title: t('Retention may delete the first unread record at any moment.') };
  return {
    text: t('in {0}', formatSpan(deletedAt - at)),
    title: t('Retention may delete the first unread record from {0} on', exactTime(deletedAt)),
  };
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
