/** The lag panel's page: where the lag is, since when, how fast it grows, when it is gone. Of a group, a topic or a cluster. */
import '../shared/kit.css';
import './lag.css';
import { partitionName } from '../../src/model/cluster.ts';
import { LagHistory } from '../../src/model/lagHistory.ts';
import type { GroupChange, HistoryOnWire } from '../../src/webviewProtocol/history.ts';
import {
  lagProtocol,
  type GroupRow,
  type GroupsBeat,
  type LagBeat,
  type LagStanding,
  type LagToPage,
} from '../../src/webviewProtocol/lag.ts';
import { lagsIn, namesIn, UnpackedRows } from '../../src/webviewProtocol/packedRows.ts';
import { connectPage } from '../shared/page.ts';
import { exportItems } from './exportItems.ts';
import { Frame, type News } from './frame.ts';
import { GroupsView } from './groupsView.ts';
import { GroupView } from './groupView.ts';
import { keepView, onViewKept, takeView } from './view.ts';

let standing: LagStanding | undefined;
let beat: LagBeat | undefined;
let groups: GroupsBeat | undefined;
let news: News | undefined;
let history = new LagHistory();
let changes: readonly GroupChange[] = [];
/** The beat's, with their names. */
let partitions: { readonly rows: UnpackedRows; readonly names: readonly string[] } | undefined;
/** Rows that came ahead of their beat. */
let groupsAhead: GroupRow[] = [];
let groupView: GroupView | undefined;
let groupsView: GroupsView | undefined;

const host = connectPage(lagProtocol, heard);
const frame: Frame = new Frame({
  diagnose: () => host.tell({ type: 'diagnose' }),
  togglePause: () => host.tell({ type: standing?.paused ? 'resume' : 'pause' }),
  toggleWatch: () => host.tell({ type: standing?.watch ? 'unwatch' : 'watch' }),
  exports: () => exportItems(host, standing?.scope.kind === 'group', frame, say),
  askNow: () => host.tell({ type: 'askNow' }),
  showLog: () => host.tell({ type: 'showLog' }),
  chooseSpan: spanMs => {
    keepView({ spanMs });
    drawAll();
  },
  chooseInterval: ms => host.tell({ type: 'setInterval', ms }),
});
onViewKept(kept => host.tell({ type: 'keepView', view: kept }));
document.body.append(frame.title, frame.notice, frame.verdict, frame.figures, frame.footer);
host.tell({ type: 'ready' });

function heard(message: LagToPage): void {
  switch (message.type) {
    case 'view':
      takeView(message.view);
      frame.showSpan(message.view.spanMs);
      break;
    case 'standing':
      ({ standing } = message);
      frame.drawStanding(standing, news);
      break;
    case 'history':
      history = historyFrom(message.history);
      changes = message.history.changes;
      drawAll();
      break;
    case 'changes':
      ({ changes } = message);
      drawAll();
      break;
    case 'beat': {
      ({ beat } = message);
      const rows = new UnpackedRows(beat.rows);
      partitions = { rows, names: namesIn(rows, partitions) };
      remember(beat.at, beat.lately, partitions.names, lagsIn(rows));
      drawAll();
      break;
    }
    case 'groupRows':
      groupsAhead.push(...message.rows);
      break;
    case 'groups':
      groups = { ...message.beat, rows: [...groupsAhead, ...message.beat.rows] };
      groupsAhead = [];
      remember(
        groups.at,
        groups.lately,
        groups.rows.map(({ groupId }) => groupId),
        groups.rows.map(({ records, partitions, noCommit, unknown }) =>
          partitions > 0 && noCommit + unknown >= partitions ? NaN : Number(records),
        ),
      );
      drawAll();
      break;
    case 'pointAt':
      theGroupView().pointAt(partitionName(message));
      break;
  }
}

function drawAll(): void {
  if (!standing) return;
  if (beat && partitions) news = theGroupView().draw({ beat, ...partitions }, history, changes, standing);
  else if (groups) news = theGroupsView().draw(groups, history, standing);
  else return;
  frame.drawNews(news, standing);
}

/** A view is made when there is something for it. */
function theGroupView(): GroupView {
  if (groupView) return groupView;
  groupView = new GroupView({
    peek: ({ topic, partition, committed }, offset) =>
      host.tell({ type: 'peek', topic, partition, offset: offset as `${bigint}`, atCommit: committed !== null }),
    diagnose: () => host.tell({ type: 'diagnose' }),
    seen: tellSeen,
  });
  frame.footer.before(...groupView.elements);
  return groupView;
}

function theGroupsView(): GroupsView {
  if (groupsView) return groupsView;
  groupsView = new GroupsView({ openGroup: groupId => host.tell({ type: 'openScope', scope: { kind: 'group', groupId } }) });
  frame.footer.before(...groupsView.elements);
  return groupsView;
}

/** Half a second after scrolling has come to rest: what only flies past is not asked for. */
let seenLately = '';
let tellingSeen: ReturnType<typeof setTimeout> | undefined;
function tellSeen(rows: readonly { readonly topic: string; readonly partition: number }[]): void {
  clearTimeout(tellingSeen);
  tellingSeen = setTimeout(() => {
    const partitions = rows.slice(0, 100).map(({ topic, partition }) => ({ topic, partition }));
    const names = partitions.map(partitionName).sort().join(' ');
    if (names === seenLately) return;
    seenLately = names;
    host.tell({ type: 'seen', partitions });
  }, 500);
}

function say(words: string): void {
  (groupView ?? groupsView)?.bar.say(words);
}

/** `lags` in the order of `of`; NaN where one is not known. */
function remember(at: number, lately: LagBeat['lately'], of: readonly string[], lags: ArrayLike<number>): void {
  // A beat is told again where more has become known of the same sample.
  if (history.points.at(-1)?.at !== at) history.add(at, lately, of, lags);
}

function historyFrom({ names, points }: HistoryOnWire): LagHistory {
  const made = new LagHistory();
  for (const point of points) made.take(names, point);
  return made;
}
