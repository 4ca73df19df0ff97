/** The diagnosis panel's page: the verdict first, then what it rests on, then what was not looked at. */
import '../shared/kit.css';
import './diagnosis.css';
import { formatBytes, formatCount, formatSpan } from '../../src/model/figures.ts';
import { LagHistory } from '../../src/model/lagHistory.ts';
import {
  diagnosisProtocol,
  type DiagnosisAnswer,
  type DiagnosisStanding,
  type DiagnosisToPage,
  type VerdictOnWire,
} from '../../src/webviewProtocol/diagnosis.ts';
import { button, link } from '../shared/controls.ts';
import { el, fill, setText } from '../shared/dom.ts';
import { icon, type Tone } from '../shared/icons.ts';
import { connectPage } from '../shared/page.ts';
import { inPassing } from '../shared/passing.ts';
import { partitionTable } from '../shared/partitions/columns.ts';
import { partKeys } from '../shared/partitions/madeOf.ts';
import { countWords, shownRows } from '../shared/partitions/shownRow.ts';
import { isUnjudged } from '../shared/partitions/stateOrder.ts';
import { stateLooks } from '../shared/partitions/states.ts';
import { aging, exactTime } from '../shared/times.ts';
import { t } from '../shared/words.ts';
import { findingArticle, notCheckedList, verdictButtons, type FindingActions } from './findings.ts';
import { timelinePicture } from './timeline.ts';

let standing: DiagnosisStanding | undefined;
let answer: DiagnosisAnswer | undefined;
let history = new LagHistory();

const host = connectPage(diagnosisProtocol, heard);
const actions: FindingActions = {
  fix: ({ id }) => host.tell({ type: 'fix', id }),
  explain: ruleId => host.tell({ type: 'explain', ruleId }),
  copy: text => void done(host.ask('copyText', { text }), t('Copied.')),
  watchFor: ms => host.tell({ type: 'watchFor', ms }),
};

const name = el('h1');
const about = el('span', { class: 'dim' });
const asked = el('span', { class: 'dim' });
const said = el('span', { class: 'dim', role: 'status' });
const sayInPassing = inPassing(said);
const askAgain = button({ label: t('Ask again'), icon: 'refresh', onClick: () => host.tell({ type: 'askAgain' }) });
const stop = button({ label: t('Stop watching'), icon: 'stop', onClick: () => host.tell({ type: 'stop' }) });
const copy = button({
  label: t('Copy the report as Markdown'),
  icon: 'copy',
  look: 'icon',
  onClick: () => void done(host.ask('copyMarkdown', {}), t('Report copied.')),
});
const save = button({
  label: t('Save the report or a redacted snapshot'),
  icon: 'export',
  look: 'icon',
  onClick: () => host.tell({ type: 'export' }),
});
const title = el(
  'header',
  { class: 'title' },
  name,
  about,
  asked,
  el('span', { class: 'grow' }),
  said,
  el('span', { class: 'actions' }, askAgain, stop, copy, save),
);
// Until the host says what stands there is nothing to ask again, to stop or to copy.
for (const one of [askAgain, stop, copy, save]) one.hidden = true;
const bar = el('i');
const progress = el(
  'div',
  {
    class: 'progress',
    role: 'progressbar',
    label: t('How long was watched'),
    hidden: true,
    attributes: { 'aria-valuemin': '0', 'aria-valuemax': '100' },
  },
  bar,
);
const notice = el('section', { class: 'notice', role: 'alert', hidden: true });
const savedNote = el('section', { class: 'notice saved', role: 'note', hidden: true });
const headline = el('h2', { attributes: { 'aria-live': 'polite' } });
const verdict = el('section', { class: 'verdict' });
const columns = el('div', { class: 'columns', hidden: true });
const table = partitionTable({
  label: t('Partitions of the group'),
  columns: ['partition', 'state', 'owner', 'committed', 'start', 'end', 'lag', 'made', 'in', 'out', 'spark'],
  seriesOf: row => history.seriesOf(row.name),
  onOpen: ({ topic, partition }) => {
    if (standing?.savedIn === null) host.tell({ type: 'showLag', topic, partition });
  },
});
const heading = el('h3', { class: 'heading' });
const partitions = el('section', { class: 'partitions', hidden: true }, heading, table.element);
const ruledOut = el('section', { class: 'section ruled-out-section', hidden: true });
document.body.append(title, progress, notice, savedNote, verdict, columns, partitions, ruledOut);
host.tell({ type: 'ready' });

function heard(message: DiagnosisToPage): void {
  if (message.type === 'standing') standing = message.standing;
  else {
    ({ answer } = message);
    history = new LagHistory();
    for (const point of answer.history.points) history.take(answer.history.names, point);
    drawAnswer(answer);
  }
  drawStanding();
}

function drawStanding(): void {
  if (!standing) return;
  const { clusterName, groupId, progress: how, wasStopped, trouble, savedIn } = standing;
  fill(name, icon('group'), groupId);
  setText(about, [answer?.groupKind, answer?.groupState, t('cluster {0}', clusterName)].filter(Boolean).join(' · '));
  fill(asked, ...askedWords(standing));
  askAgain.hidden = how !== null || savedIn !== null;
  stop.hidden = how === null;
  copy.hidden = answer === undefined;
  save.hidden = answer === undefined;
  savedNote.hidden = savedIn === null || !answer;
  if (savedIn !== null && answer)
    fill(
      savedNote,
      icon('file', { tone: 'calm' }),
      el(
        'div',
        {},
        el('b', { class: 'strong' }, t('A saved diagnosis. ')),
        t('It was taken at {0} and stands in {1}. Nobody is asked now, and what it says may be over.', exactTime(answer.takenAt), savedIn),
      ),
    );
  progress.hidden = how === null;
  const share = how ? Math.min(1, how.doneMs / Math.max(1, how.ofMs)) : 0;
  bar.style.width = `${share * 100}%`;
  progress.setAttribute('aria-valuenow', String(Math.round(share * 100)));
  notice.hidden = trouble === null;
  if (trouble)
    fill(
      notice,
      icon('warning', { tone: 'warn' }),
      el(
        'div',
        {},
        el('b', { class: 'strong' }, `${trouble.what}. `),
        `${trouble.why} ${trouble.next} `,
        link(t('Show the log'), () => host.tell({ type: 'showLog' })),
      ),
    );
  if (answer) return;
  if (how)
    say(
      'too-early',
      'quiet',
      t('Asking {0} about {1}…', clusterName, groupId),
      t('What one look tells is told at once; then it is watched for {0}.', formatSpan(how.ofMs)),
    );
  else if (trouble)
    say(
      'unknown',
      'quiet',
      t('No answer'),
      savedIn === null ? t('Nothing could be asked, so nothing is called fine.') : t('The file tells nothing that could be judged.'),
    );
  else if (wasStopped) say('unknown', 'quiet', t('Stopped before there was an answer'), '');
}

function askedWords({ progress: how, wasStopped, savedIn }: DiagnosisStanding): readonly (Node | string)[] {
  const left = how ? Math.max(0, how.ofMs - how.doneMs) : 0;
  const watching = how ? t('watching for {0} more', formatSpan(left)) : wasStopped ? t('stopped early') : '';
  if (!answer) return [watching];
  const { takenAt, watchedMs, cost, firstLookMs } = answer;
  const over = watchedMs > 0 ? t(' over {0}', formatSpan(watchedMs)) : '';
  return [
    aging(takenAt, ms => (savedIn === null ? t('asked {0} ago', formatSpan(ms)) : t('taken {0} ago', formatSpan(ms)))),
    [
      over,
      watching && ` · ${watching}`,
      ` · ${t('{0} requests, {1}', formatCount(cost.requests), formatBytes(cost.bytes))}`,
      savedIn === null && `, ${t('first look {0} ms', formatCount(firstLookMs))}`,
    ]
      .filter(Boolean)
      .join(''),
  ];
}

function drawAnswer(it: DiagnosisAnswer): void {
  const rows = shownRows(it.rows, it.members, it.takenAt);
  say(it.verdict.sign, toneOf(it.verdict), it.verdict.headline, it.verdict.sentence, verdictButtons(it, actions));
  const picture = timelinePicture(it, rows);
  const odd = it.odd.map(words => el('li', {}, icon('healthy', { tone: 'good' }), el('p', {}, words)));
  const sections = [
    sectionHeading(it.isEarly ? t('Findings so far') : t('Findings'), it.verdict.counts),
    ...it.findings.map((finding, index) => findingArticle(finding, index === 0 && finding.severity !== 'information', actions)),
    ...(odd.length > 0 ? [sectionHeading(t('Looks odd, is fine'), '', true), el('ul', { class: 'lines' }, ...odd)] : []),
    ...(it.notChecked.length > 0
      ? [
          sectionHeading(t('Not checked'), t('so not called fine'), true),
          notCheckedList(it.notChecked, !it.isEarly && standing?.savedIn === null, actions),
        ]
      : []),
  ];
  columns.hidden = false;
  fill(columns, el('section', {}, ...sections), picture && el('section', {}, sectionHeading(timelineTitle(it), timelineNote(it)), picture));
  partitions.hidden = rows.length === 0;
  fill(
    heading,
    countWords(rows.length),
    el(
      'span',
      { class: 'note wide' },
      [
        t('worst first'),
        rows.some(({ state }) => isUnjudged(state)) && t('a hatched row is not judged'),
        standing?.savedIn === null && t('Enter shows its lag over time'),
      ]
        .filter(words => words !== false)
        .join(' · '),
    ),
    el('span', { class: 'note keys wide' }, ...partKeys()),
  );
  table.setRows(rows);
  ruledOut.hidden = it.ruledOut.length === 0;
  fill(ruledOut, ...ruledOutList(it.ruledOut));
}

const timelineTitle = ({ timeline }: DiagnosisAnswer): string =>
  timeline?.isLogged ? t('Last {0}', formatSpan(timeline.to - timeline.from)) : t('Watched');

function timelineNote({ timeline, watchedMs }: DiagnosisAnswer): string {
  if (timeline?.isLogged)
    return watchedMs > 0
      ? t('commits and members from __consumer_offsets, log ends watched for {0}', formatSpan(watchedMs))
      : t('commits and members from __consumer_offsets');
  return watchedMs > 0 ? t('for {0}: commits, log ends, assignments', formatSpan(watchedMs)) : t('one look so far');
}

function ruledOutList(words: readonly string[]): readonly HTMLElement[] {
  return [
    sectionHeading(t('Ruled out'), t('{0} causes that had all they needed, and are not there', formatCount(words.length))),
    el('ul', { class: 'ruled-out' }, ...words.map(cause => el('li', {}, icon('check', { tone: 'good' }), el('span', {}, cause)))),
  ];
}

function say(sign: VerdictOnWire['sign'], tone: Tone, line: string, sentence: string, buttons: readonly HTMLElement[] = []): void {
  setText(headline, line);
  fill(
    verdict,
    icon(sign, { tone, big: true }),
    headline,
    sentence !== '' && el('p', {}, sentence),
    buttons.length > 0 && el('div', { class: 'actions' }, ...buttons),
  );
}

function toneOf({ sign, tone }: VerdictOnWire): Tone {
  if (sign === 'healthy') return 'good';
  if (sign === 'empty') return 'quiet';
  if (sign === 'error' || sign === 'warning') return tone === 'error' ? 'bad' : 'warn';
  return stateLooks[sign].tone;
}

const sectionHeading = (words: string, note: string, isNext = false): HTMLElement =>
  el('h3', { class: isNext ? 'heading next' : 'heading' }, words, note !== '' && el('span', { class: 'note' }, note));

/** Says that it is done, or why not. */
async function done(asking: Promise<unknown>, words: string): Promise<void> {
  try {
    await asking;
    sayInPassing(words);
  } catch (thrown) {
    sayInPassing(thrown instanceof Error ? thrown.message : String(thrown));
  }
}
