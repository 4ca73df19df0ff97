/** The start panel's page: the verdict first, then where each partition begins, then what each policy would do. */
import '../shared/kit.css';
import './start.css';
import { formatBytes, formatCount, formatSpan } from '../../src/model/figures.ts';
import {
  startProtocol,
  type StartAnswer,
  type StartCellOnWire,
  type StartRowOnWire,
  type StartStanding,
  type StartToPage,
} from '../../src/webviewProtocol/start.ts';
import { button, link, signed } from '../shared/controls.ts';
import { el, fill, setText, type Child } from '../shared/dom.ts';
import { icon, type IconName, type Tone } from '../shared/icons.ts';
import { connectPage } from '../shared/page.ts';
import { inPassing } from '../shared/passing.ts';
import { aging, exactTime } from '../shared/times.ts';
import { t } from '../shared/words.ts';
import { legend, strip } from './strip.ts';

let standing: StartStanding | undefined;
let answer: StartAnswer | undefined;

const host = connectPage(startProtocol, heard);

const name = el('h1');
const about = el('span', { class: 'dim' });
const asked = el('span', { class: 'dim' });
const said = el('span', { class: 'dim', role: 'status' });
const sayInPassing = inPassing(said);
const otherGroup = button({ label: t('Another group.id…'), onClick: () => host.tell({ type: 'otherGroup' }) });
const askAgain = button({ label: t('Ask again'), icon: 'refresh', onClick: () => host.tell({ type: 'askAgain' }) });
const copy = button({ label: t('Copy as Markdown'), icon: 'copy', look: 'icon', onClick: () => void copied() });
const title = el(
  'header',
  { class: 'title' },
  name,
  about,
  asked,
  el('span', { class: 'grow' }),
  said,
  el('span', { class: 'actions' }, otherGroup, askAgain, copy),
);
// Until the host says how it stands there is nothing to ask again or to copy.
askAgain.setAttribute('disabled', '');
copy.hidden = true;
const notice = el('section', { class: 'notice', role: 'alert', hidden: true });
const headline = el('h2', { attributes: { 'aria-live': 'polite' } });
const verdict = el('section', { class: 'verdict' });
const starts = el('section', { class: 'starts', hidden: true });
const notes = el('section', { class: 'section', hidden: true });
document.body.append(title, notice, verdict, starts, notes);
host.tell({ type: 'ready' });

function heard(message: StartToPage): void {
  if (message.type === 'standing') standing = message.standing;
  else {
    ({ answer } = message);
    drawAnswer(answer);
  }
  drawStanding();
}

function drawStanding(): void {
  if (!standing) return;
  const { clusterName, groupId, isAsking, trouble } = standing;
  fill(name, icon('bookmark'), t('Where {0} starts', groupId));
  setText(about, [...(answer?.about ?? []), t('cluster {0}', clusterName)].join(' · '));
  askAgain.toggleAttribute('disabled', isAsking);
  copy.hidden = answer === undefined;
  fill(
    asked,
    ...(isAsking ? [t('asking…')] : []),
    ...(answer && !isAsking
      ? [
          aging(answer.takenAt, ms => t('asked {0} ago', formatSpan(ms))),
          ` · ${t('{0} requests, {1}', formatCount(answer.cost.requests), formatBytes(answer.cost.bytes))}`,
        ]
      : []),
  );
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
  if (isAsking)
    say('too-early', 'quiet', t('Asking {0} where {1} starts…', clusterName, groupId), [t('No group is joined, nothing is committed.')]);
  else if (trouble) say('unknown', 'quiet', t('No answer'), [t('Nothing could be asked, so nothing is called fine.')]);
}

const tones: Readonly<Record<StartAnswer['tone'], { readonly sign: IconName; readonly tone: Tone }>> = {
  error: { sign: 'error', tone: 'bad' },
  warning: { sign: 'warning', tone: 'warn' },
  healthy: { sign: 'healthy', tone: 'good' },
  partial: { sign: 'unknown', tone: 'quiet' },
};

function drawAnswer(it: StartAnswer): void {
  const { sign, tone } = tones[it.tone];
  say(sign, tone, it.headline, sentenceOf(it), buttonsOf(it));
  starts.hidden = it.rows.length === 0;
  const head = (words: string, isYours = false) => el('span', { class: isYours ? 'head yours' : 'head', role: 'columnheader' }, words);
  fill(
    starts,
    legend(bare(it.yours), bare(it.other)),
    el(
      'div',
      { class: 'rows', role: 'table', label: t('Start by partition, worst first') },
      el(
        'div',
        { class: 'row heads', role: 'row' },
        head(t('Partition')),
        head(t('From log start to log end')),
        head(it.yours, true),
        head(it.other),
      ),
      ...it.rows.map(row => rowOf(row, it)),
    ),
    it.moreRows > 0 &&
      el('p', { class: 'dim more' }, t('{0} more partitions, of which nothing worse is to be said.', formatCount(it.moreRows))),
  );
  notes.hidden = it.notes.length === 0;
  fill(
    notes,
    el(
      'ul',
      { class: 'notes' },
      ...it.notes.map(({ title: what, text, source }) =>
        el('li', {}, el('b', { class: 'strong' }, what), ' ', text, source !== '' && el('span', { class: 'dim' }, ` ${source}`)),
      ),
    ),
  );
}

/** "With latest, from your file" → "latest". */
const bare = (heading: string): string => heading.replace(/^\S+ /, '').replace(/,.*$/, '');

/** The file's place in the sentence leads there. */
function sentenceOf({ sentence, place }: StartAnswer): readonly Child[] {
  const at = place === null ? -1 : sentence.indexOf(place);
  if (place === null || at === -1) return [sentence];
  return [sentence.slice(0, at), link(place, () => host.tell({ type: 'openFile' })), sentence.slice(at + place.length)];
}

function buttonsOf(it: StartAnswer): readonly HTMLElement[] {
  const { change, needsTopic, peek } = it;
  return [
    ...(needsTopic
      ? [button({ label: t('Choose a topic…'), icon: 'topic', look: 'primary', onClick: () => host.tell({ type: 'chooseTopic' }) })]
      : []),
    ...(change !== null
      ? [button({ label: change, icon: 'file', look: 'primary', onClick: () => host.tell({ type: 'changeFile' }) })]
      : []),
    ...(peek
      ? [
          button({
            label: peek.label,
            icon: 'eye',
            look: 'secondary',
            onClick: () => host.tell({ type: 'peek', topic: peek.topic, partition: peek.partition }),
          }),
        ]
      : []),
    ...(it.tone === 'healthy' || needsTopic ? [] : [link(t('Why? When is this wrong?'), () => host.tell({ type: 'explain' }))]),
  ];
}

const signTones: Readonly<Record<StartRowOnWire['sign'], Tone>> = {
  healthy: 'good',
  warning: 'warn',
  error: 'bad',
  'no-commit': 'quiet',
  lost: 'bad',
  unknown: 'quiet',
  forbidden: 'locked',
  'no-leader': 'bad',
};

function rowOf(row: StartRowOnWire, { yours, other }: StartAnswer): HTMLElement {
  return el(
    'div',
    { class: 'row', role: 'row', label: row.label },
    el(
      'div',
      { class: 'partition', role: 'rowheader' },
      el('b', { class: 'strong' }, row.name),
      signed(icon(row.sign, { tone: signTones[row.sign] }), row.stateWord),
    ),
    el('div', { class: 'picture', role: 'cell' }, row.strip ? strip(row.strip) : el('span', { class: 'reason' }, t('not judged'))),
    cellOf(row.yours, yours),
    cellOf(row.other, other),
  );
}

function cellOf({ line, small, isBad, at }: StartCellOnWire, heading: string): HTMLElement {
  return el(
    'div',
    { class: 'words', role: 'cell' },
    el('span', { class: 'slim dim' }, `${heading}: `),
    el(isBad ? 'b' : 'span', isBad ? { class: 'strong' } : {}, line),
    small !== '' && el('small', { title: at === null ? small : `${small} · ${exactTime(at)}` }, small),
  );
}

function say(sign: IconName, tone: Tone, line: string, sentence: readonly Child[], buttons: readonly HTMLElement[] = []): void {
  setText(headline, line);
  fill(
    verdict,
    icon(sign, { tone, big: true }),
    headline,
    sentence.length > 0 && el('p', {}, ...sentence),
    buttons.length > 0 && el('div', { class: 'actions' }, ...buttons),
  );
}

async function copied(): Promise<void> {
  try {
    await host.ask('copyMarkdown', {});
    sayInPassing(t('Forecast copied.'));
  } catch (thrown) {
    sayInPassing(thrown instanceof Error ? thrown.message : String(thrown));
  }
}
