/** All that is known of one partition, opened from its row: what a narrow table leaves out, and what no table has room for. */
import { formatCount, formatRate, formatShare, formatSpan } from '../../src/model/figures.ts';
import { button, link } from '../shared/controls.ts';
import { el, fill } from '../shared/dom.ts';
import { stateLooks, stateMark } from '../shared/partitions/states.ts';
import { ago, exactTime } from '../shared/times.ts';
import { t } from '../shared/words.ts';
import { madeOf } from '../shared/partitions/madeOf.ts';
import { deletionWords, goneWords, hostName, lastCommit, oldestUnread, type ShownRow } from '../shared/partitions/shownRow.ts';

export interface DetailActions {
  readonly peek: (row: ShownRow, offset: string) => void;
  readonly diagnose: () => void;
  readonly closed: () => void;
}

export class Details {
  readonly element = el('section', { class: 'details', hidden: true });
  readonly #actions: DetailActions;
  #name: string | undefined;

  constructor(actions: DetailActions) {
    this.#actions = actions;
    this.element.addEventListener('keydown', event => {
      if (event.key === 'Escape') this.close();
    });
  }

  open(row: ShownRow): void {
    this.#name = row.name;
    this.#draw(row);
    this.element.hidden = false;
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  close(): void {
    this.#name = undefined;
    this.element.hidden = true;
    this.#actions.closed();
  }

  /** The same partition in the newest beat. */
  update(rows: readonly ShownRow[]): void {
    const row = this.#name === undefined ? undefined : rows.find(({ name }) => name === this.#name);
    if (row && !this.element.contains(document.activeElement)) this.#draw(row);
  }

  #draw(row: ShownRow): void {
    const next = row.committed ?? row.logStart;
    this.element.setAttribute('aria-label', t('Details of {0}', row.name));
    fill(
      this.element,
      el(
        'h3',
        { class: 'heading' },
        row.name,
        el('span', { class: 'note' }, stateLooks[row.state].means),
        el('span', { class: 'grow' }),
        button({ label: t('Close the details'), icon: 'close', look: 'icon', onClick: () => this.close() }),
      ),
      el('dl', {}, ...factsOf(row)),
      el(
        'div',
        { class: 'actions' },
        next !== null && link(t('Look at record {0}', formatCount(BigInt(next))), () => this.#actions.peek(row, next), 'eye'),
        link(t('Diagnose the group'), this.#actions.diagnose, 'diagnose'),
      ),
    );
  }
}

function factsOf(row: ShownRow): readonly HTMLElement[] {
  const reason = el('span', { class: 'reason' }, row.reason ? `${row.reason.what}. ${row.reason.next}` : t('unknown'));
  const offset = (value: string | null) => (value === null ? reason.cloneNode(true) : formatCount(BigInt(value)));
  const rate = (value: number | null) =>
    value === null ? el('span', { class: 'reason' }, t('not enough observations yet')) : formatRate(value);
  const moved = lastCommit(row);
  return [
    fact(t('State'), stateMark(row.state)),
    fact(
      t('Lag'),
      row.lag.kind === 'known'
        ? `${formatCount(BigInt(row.lag.records))}: ${madeOf(row.lag, row.logEnd, row.notRecords)}`
        : row.lag.kind === 'no-commit'
          ? `${t('no commit')}: ${madeOf(row.lag, row.logEnd)}`
          : reason.cloneNode(true),
    ),
    fact(t('Gone'), goneWords(row).text),
    fact(t('Committed'), row.committed === null && row.lag.kind === 'no-commit' ? t('no commit') : offset(row.committed)),
    fact(t('Last commit seen'), moved.text),
    fact(t('Oldest unread'), el('span', { title: oldestUnread(row).title ?? '' }, oldestUnread(row).text)),
    ...(deletionWords(row).text === '' ? [] : [fact(t('May be deleted'), deletionWords(row).text)]),
    fact(t('Records wait behind it'), row.waitingSince === null ? t('none') : t('since {0} at least', ago(row.waitingSince, row.at))),
    fact(t('Log start'), offset(row.logStart)),
    fact(t('Last stable offset'), offset(row.lastStable)),
    fact(t('Log end'), offset(row.logEnd)),
    fact(t('Produced'), rate(row.producedPerSecond)),
    fact(t('Consumed'), rate(row.consumedPerSecond)),
    ...(row.hotShare === null ? [] : [fact(t('Part of its topic'), t('{0} of all records that arrive', formatShare(row.hotShare)))]),
    fact(t('Owner'), row.owned ? `${row.ownerName ?? row.owned.clientId} · ${hostName(row.owned)}` : t('nobody')),
    ...(row.owned ? [fact(t('Member id'), row.owned.memberId), fact(t('Instance id'), row.owned.groupInstanceId ?? t('none'))] : []),
    fact(t('Seen'), el('span', { title: exactTime(row.at) }, formatSpan(Date.now() - row.at), ' ', t('ago'))),
  ];
}

const fact = (name: string, value: Node | string): HTMLElement => el('div', {}, el('dt', {}, name), el('dd', {}, value));
