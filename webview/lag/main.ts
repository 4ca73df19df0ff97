/** The lag panel's page: where the lag is, since when, how fast it grows, when it is gone. */
import '../shared/kit.css';
import './lag.css';
import { LagHistory } from '../../src/model/lagHistory.ts';
import { partitionName } from '../../src/model/cluster.ts';
import type { GroupChange, HistoryOnWire } from '../../src/webviewProtocol/history.ts';
import { lagProtocol, type LagBeat, type LagStanding, type LagToPage } from '../../src/webviewProtocol/lag.ts';
import type { PartitionRow } from '../../src/webviewProtocol/partitions.ts';
import { el, fill, setText } from '../shared/dom.ts';
import { connectPage } from '../shared/page.ts';
import { t } from '../shared/words.ts';
import { Details } from './details.ts';
import { Frame, usualSpan } from './frame.ts';
import { partKeys } from '../shared/partitions/madeOf.ts';
import { partitionTable } from '../shared/partitions/columns.ts';
import { countWords, shownRows } from '../shared/partitions/shownRow.ts';
import { Pictures } from './pictures.ts';

let standing: LagStanding | undefined;
let beat: LagBeat | undefined;
let history = new LagHistory();
let changes: readonly GroupChange[] = [];
let spanMs = usualSpan;
let shownFrom = 0;
let pointAt: string | undefined;

const host = connectPage(lagProtocol, heard);
const frame = new Frame({
  diagnose: () => host.tell({ type: 'diagnose' }),
  togglePause: () => host.tell({ type: standing?.paused ? 'resume' : 'pause' }),
  copyTable: () => void copyTable(),
  askNow: () => host.tell({ type: 'askNow' }),
  showLog: () => host.tell({ type: 'showLog' }),
  chooseSpan: ms => {
    spanMs = ms;
    drawBeat();
  },
});
const details = new Details({
  peek: ({ topic, partition, committed }, offset) =>
    host.tell({ type: 'peek', topic, partition, offset: offset as `${bigint}`, atCommit: committed !== null }),
  diagnose: () => host.tell({ type: 'diagnose' }),
  closed: () => table.focus(),
});
const table = partitionTable({
  label: t('Partitions of the group'),
  columns: ['partition', 'state', 'lag', 'made', 'in', 'out', 'spark', 'gone', 'committed', 'end', 'owner', 'moved'],
  seriesOf: ({ name }) => history.seriesOf(name, shownFrom),
  onOpen: row => details.open(row),
  onSelect: row => {
    if (row && details.isOpen) details.open(row);
  },
});
const pictures = new Pictures();
const heading = el('h2', { class: 'heading' });
const done = el('span', { class: 'note', role: 'status' });
const partitions = el('section', { class: 'partitions' }, heading, table.element, details.element);

pictures.element.hidden = true;
partitions.hidden = true;
document.body.append(frame.title, frame.notice, frame.verdict, frame.figures, pictures.element, partitions, frame.footer);
host.tell({ type: 'ready' });

function heard(message: LagToPage): void {
  switch (message.type) {
    case 'standing':
      standing = message.standing;
      frame.drawStanding(standing, beat);
      if (beat) frame.drawFooter(beat, standing);
      break;
    case 'history':
      history = historyFrom(message.history);
      changes = message.history.changes;
      if (beat) drawBeat();
      break;
    case 'beat':
      beat = message.beat;
      changes = [...changes, ...beat.changes];
      rememberBeat(beat);
      drawBeat();
      break;
    case 'pointAt':
      pointAt = partitionName(message);
      if (beat) point();
      break;
  }
}

function drawBeat(): void {
  if (!beat || !standing) return;
  const rows = shownRows(beat.rows, beat.group.members, beat.at);
  frame.drawBeat(beat, standing);
  pictures.element.hidden = rows.length === 0;
  partitions.hidden = false;
  if (rows.length > 0) shownFrom = pictures.draw(beat, rows, history, changes, spanMs).from;
  fill(
    heading,
    countWords(rows.length),
    el('span', { class: 'note' }, t('worst first · Enter opens the rest of a row')),
    done,
    el('span', { class: 'note keys wide' }, ...partKeys()),
  );
  table.setRows(rows);
  details.update(rows);
  point();
}

/** A finding, or the tree, pointed at a partition. Once; then the person moves. */
function point(): void {
  if (pointAt === undefined || !table.rows.some(({ name }) => name === pointAt)) return;
  table.select(pointAt);
  table.focus();
  pointAt = undefined;
}

async function copyTable(): Promise<void> {
  try {
    const { rows } = await host.ask('copyTable', {});
    say(t('{0} copied.', countWords(rows)));
  } catch (thrown) {
    say(thrown instanceof Error ? thrown.message : String(thrown));
  }
}

/** For five seconds: then it is old news. */
function say(words: string): void {
  setText(done, words);
  setTimeout(() => setText(done, ''), 5_000);
}

function rememberBeat({ at, lately, rows }: LagBeat): void {
  if (history.points.at(-1)?.at === at) return;
  const lags = rows.map(({ lag }) => (lag.kind === 'known' ? Number(lag.records) : null));
  history.take(rows.map(partitionName), { at, ...lately, total: totalOf(rows), lags });
}

function totalOf(rows: readonly PartitionRow[]): number | null {
  const known = rows.flatMap(({ lag }) => (lag.kind === 'known' ? [Number(lag.records)] : []));
  return known.length === 0 ? null : known.reduce((sum, lag) => sum + lag, 0);
}

function historyFrom({ names, points }: HistoryOnWire): LagHistory {
  const made = new LagHistory();
  for (const point of points) made.take(names, point);
  return made;
}
