/** The peek panel's page: what is there, and what was looked at. */
import '../shared/kit.css';
import './peek.css';
import { formatCount } from '../../src/model/figures.ts';
import type { Zone } from '../../src/model/writtenTime.ts';
import { peekProtocol, type PeekChoices, type PeekLook, type PeekRow, type PeekToPage } from '../../src/webviewProtocol/peek.ts';
import { link } from '../shared/controls.ts';
import { el, fill, setText } from '../shared/dom.ts';
import { icon } from '../shared/icons.ts';
import { connectPage } from '../shared/page.ts';
import { setZone, zoneWords } from '../shared/times.ts';
import { plural, t } from '../shared/words.ts';
import { Tail, withArrived, type Arrival } from './arrivals.ts';
import { ComparePane } from './compare.ts';
import { DeadLetterLine } from './deadLetters.ts';
import { DecoderMenu } from './decoderMenu.ts';
import { DetailsPane } from './detailsPane.ts';
import { RecordsView } from './recordsView.ts';
import { addRowItems } from './rowMenu.ts';
import { SearchBar } from './searchBar.ts';
import { searchedWords } from './searchWhat.ts';
import { Statement } from './statement.ts';
import { startWords, Toolbar } from './toolbar.ts';

const rowHeight = 22;

let look: PeekLook | undefined;
let clusterName = '';
let topic = '';
let choices: PeekChoices | undefined;
/** Records that the filter lets through; undefined without a filter. */
let passing: ReadonlySet<number> | undefined;
let selected: number | null = null;
/** What takes no longer than a blink is not announced. */
let readingShown: ReturnType<typeof setTimeout> | undefined;
let asking: AbortController | undefined;
let filtering: AbortController | undefined;
let zone: Zone = 'local';
/** Of a panel of several topics. */
let topics: readonly string[] = [];

const host = connectPage(peekProtocol, heard);
// Told at once: what the host answers arrives after the page is built, and nobody waits for the way there and back.
host.tell({ type: 'ready' });
const title = el('h1', {}, icon('eye'), el('span', {}));
const about = el('span', { class: 'dim' });
const toolbar = new Toolbar({
  read: chosen => {
    choices = chosen;
    searched = undefined;
    statement.offer();
    drawTitle();
    host.tell({ type: 'read', choices: chosen });
  },
  stop: () => host.tell({ type: 'stop' }),
  filter: text => void filter(text),
  search: () => openSearch(!searchBar.isOpen),
  groups: () => host.ask('groups', {}),
  zone: () => zone,
});
const searchBar = new SearchBar({
  search: chosen => {
    const reach = toolbar.reach();
    if (!reach) return;
    searched = searchedWords(chosen.what);
    drawTitle();
    statement.offer();
    host.tell({ type: 'search', search: chosen, reach });
  },
  stop: () => host.tell({ type: 'stop' }),
  close: () => openSearch(false),
  check: (what, signal) => host.ask('checkSearch', { what, id: selected }, signal),
  groups: () => host.ask('groups', {}),
  zone: () => zone,
});
/** What was searched for, where that is what is shown. */
let searched: string | undefined;
addRowItems(({ id, hasTrace }) => (hasTrace ? [{ label: t('Find this trace in other topics…'), onChoose: () => findTrace(id) }] : []));
const statement = new Statement(action => host.tell({ type: action }));
const details = new DetailsPane({
  open: (id, what) => void act(host.ask('openDocument', { id, what })),
  copy: (id, what) => void act(host.ask('copyAs', { id, what })),
  compare: id => void compare.show(id),
  openOriginal: id => void act(host.ask('openOriginal', { id })),
  findTrace,
  more: (id, part, from) => host.ask('more', { id, part, from }),
  showAsColumn: (path, part) => records.showAsColumn(path, part),
  showHeaderAsColumn: name => records.showHeaderAsColumn(name),
  leave: () => table.focus(),
});
addRowItems(({ id }) => [{ label: t('Compare with its neighbours'), note: 'C', onChoose: () => void compare.show(id) }]);
const deadLetters = new DeadLetterLine({
  filter: exception => {
    toolbar.filterText = exception;
    void filter(exception);
  },
  growth: signal => host.ask('growth', {}, signal),
});
const compare = new ComparePane({
  ask: (id, signal) => host.ask('compare', { id }, signal),
  copy: id => void act(host.ask('copyComparison', { id })),
  diff: id => void act(host.ask('diffWithBefore', { id })),
  closed: () => {
    void act(host.ask('compareNoMore', {}));
    table.focus();
  },
});
const records = new RecordsView({
  ask: (name, question) => host.ask(name, question),
  onSelect: row => void select(row),
  rows: () => (look?.rows ?? []).filter(({ id }) => passing?.has(id) ?? true),
  act: doing => void act(doing),
});
const { table } = records;
const decoders = new DecoderMenu(part => void act(host.ask('chooseDecoder', { part })));
toolbar.element.append(decoders.element);
const tablePlace = el('div', { class: 'table-place' }, table.element);
const tail = new Tail(
  tablePlace,
  () => table.element,
  isHeld => {
    host.tell({ type: 'hold', isHeld });
    drawHeld(isHeld ? 0 : undefined);
  },
);
const shownWords = el('span', {});
const held = el('span', { class: 'held', hidden: true, role: 'status' });
const searchInstead = link(t('Search the whole topic'), () => openSearch(true, toolbar.filterText), 'diagnose');
const zoneButton = link('', () => chooseZone(zone === 'utc' ? 'local' : 'utc'));
const done = el('span', { class: 'strong', role: 'status' });
const earlier = link(t('Earlier'), () => host.tell({ type: 'readMore', direction: 'earlier' }), 'previous');
const later = link(t('Later'), () => host.tell({ type: 'readMore', direction: 'later' }), 'next');

document.body.append(
  el('header', { class: 'title' }, title, about, el('span', { class: 'grow' }), el('span', { class: 'actions' }, ...records.buttons)),
  toolbar.element,
  searchBar.element,
  statement.element,
  deadLetters.element,
  el('div', { class: 'main' }, tablePlace, details.element),
  compare.element,
  el(
    'footer',
    { class: 'footer' },
    earlier,
    later,
    shownWords,
    records.note,
    searchInstead,
    held,
    done,
    el('span', { class: 'grow' }),
    zoneButton,
    el(
      'span',
      { class: 'wide' },
      key('Enter'),
      t('open'),
      ' ',
      key('Space'),
      t('details'),
      ' ',
      key('C'),
      t('compare'),
      ' ',
      key('D'),
      t('diff'),
      ' ',
      key('Ctrl+F'),
      t('filter'),
    ),
  ),
);
tablePlace.addEventListener('keydown', onTableKey, { capture: true });
window.addEventListener('keydown', event => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f') {
    event.preventDefault();
    if (event.shiftKey) openSearch(true);
    else toolbar.focusFilter();
  }
});
drawFooter();

function heard(message: PeekToPage): void {
  switch (message.type) {
    case 'state':
      topic = message.topic;
      choices = message.choices;
      selected = message.selected;
      topics = message.topics;
      drawZone(message.zone);
      void records.recallLayout();
      toolbar.show(message.choices, message.filter);
      if (topics.length > 0) toolbar.showOnlySearch();
      searchBar.show(message.search);
      toolbar.searchIsOpen = searchBar.isOpen;
      if (topics.length > 0) searched = searchedWords(message.search.choices.what);
      clusterName = message.clusterName;
      drawTitle();
      if (message.filter !== '') void filter(message.filter);
      break;
    case 'reading':
      setText(done, '');
      readingShown ??= setTimeout(() => setReading(t('Reading …')), 150);
      break;
    case 'progress':
      if (readingShown === undefined) statement.progress = message.words;
      break;
    case 'records':
      setReading(undefined);
      show(message.look);
      goesOn(message.look.goesOn === true);
      break;
    case 'added':
      arrived(message);
      break;
    case 'ended':
      goesOn(false);
      statement.say(message.statement);
      if (message.canSearchFromOldest) statement.offer(t('Search from the oldest'), () => searchBar.searchFromOldest());
      break;
    case 'held':
      drawHeld(message.news);
      break;
    case 'decoders':
      decoders.show(message);
      break;
    case 'deadLetters':
      deadLetters.show(message.letters);
      records.suggestColumns(message.letters?.columns ?? []);
      break;
    case 'compare':
      void compare.show(message.id);
      break;
    case 'failed':
      setReading(undefined);
      goesOn(false);
      statement.fail(message.sentence);
      break;
  }
}

/** Words: records are being read; undefined: none are. */
function setReading(words: string | undefined): void {
  clearTimeout(readingShown);
  readingShown = undefined;
  toolbar.setReading(words !== undefined);
  statement.progress = words;
}

/** A search runs, or the log is followed: rows come by themselves until it is stopped. */
function goesOn(isGoingOn: boolean): void {
  toolbar.setReading(isGoingOn);
  searchBar.setSearching(isGoingOn && searched !== undefined);
  tail.isFollowed = isGoingOn && searched === undefined;
  if (!isGoingOn) statement.share = null;
  drawHeld(undefined);
}

function arrived(arrival: Arrival): void {
  if (!look) return;
  const wasEmpty = look.rows.length === 0;
  const { scrollTop } = table.element;
  const { look: next, above } = withArrived(look, arrival, Math.floor(scrollTop / rowHeight));
  look = next;
  statement.say(next.statement);
  statement.share = arrival.share;
  drawRows(scrollTop === 0 ? 0 : above);
  tail.keep();
  if (wasEmpty) selectFirst(next);
  if (arrival.rows.length > 0 && toolbar.filterText !== '') void filter(toolbar.filterText);
}

/** `news`: offsets that were written since the person scrolled up; undefined: they read at the end. */
function drawHeld(news: number | undefined): void {
  held.hidden = news === undefined;
  if (news === undefined) return;
  const goOn = link(t('go on at the end'), () => tail.toEnd(), 'next');
  fill(
    held,
    icon('pause', { tone: 'calm' }),
    ` ${news === 0 ? t('paused where you read') : t('paused, {0} new', formatCount(news))} `,
    goOn,
  );
}

function findTrace(id: number): void {
  host.ask('findTrace', { id }).catch((refused: unknown) => setText(done, wordsOf(refused)));
}

function openSearch(isOpen: boolean, text = ''): void {
  if (isOpen) searchBar.open(text);
  else searchBar.close();
  toolbar.searchIsOpen = isOpen;
  host.tell({ type: 'searchBar', isOpen });
  if (!isOpen) table.focus();
}

function chooseZone(chosen: Zone): void {
  drawZone(chosen);
  host.tell({ type: 'zone', zone: chosen });
  toolbar.zoneChanged();
  searchBar.zoneChanged();
  drawRows(0);
}

function drawZone(chosen: Zone): void {
  zone = chosen;
  setZone(chosen);
  setText(zoneButton, chosen === 'utc' ? t('Times in UTC') : t('Times local, {0}', zoneWords(Date.now())));
  zoneButton.title = chosen === 'utc' ? t('Show times in your own zone') : t('Show times in UTC');
}

function show(next: PeekLook): void {
  const isMore = look !== undefined && next.rows.some(({ id }) => id === look?.rows[0]?.id);
  const before = look?.rows.find(({ id }) => id === selected);
  look = next;
  compare.keepOnlyAmong(next.rows);
  statement.say(next.statement);
  if (!isMore) {
    table.toTop();
    if (!next.rows.some(({ id }) => id === selected)) selected = null;
  }
  drawRows(isMore ? next.added : 0);
  const now = next.rows.find(({ id }) => id === selected);
  if (!isMore) selectFirst(next);
  // It was decoded in another way since: its details, too.
  else if (before && now && JSON.stringify(before) !== JSON.stringify(now)) void select(now);
  if (toolbar.filterText !== '') void filter(toolbar.filterText);
}

/** What was pointed at: the next record of the group, or the record that was selected, or the newest. */
function selectFirst({ rows, markers }: PeekLook): void {
  const [marker] = markers;
  const pointed =
    rows.find(({ id }) => id === selected) ??
    (marker && rows.find(({ partition, offset }) => partition === marker.partition && BigInt(offset) >= BigInt(marker.offset))) ??
    (searched === undefined && ['newest', 'live'].includes(choices?.start.kind ?? '') ? rows.at(-1) : rows[0]);
  if (pointed) table.select(pointed.id);
  else details.clear();
}

function drawRows(added: number): void {
  if (!look) return;
  table.show(look, passing, added);
  drawFooter();
}

function drawTitle(): void {
  const [only] = choices?.partitions ?? [];
  const name = choices?.partitions.length === 1 && only !== undefined ? `${topic}-${only}` : topic;
  const heading = title.lastElementChild;
  if (heading) setText(heading, name);
  if (searched !== undefined) {
    const where = topics.length > 1 ? plural(topics.length, '{0} topic', '{0} topics') : topic;
    if (heading) setText(heading, topics.length > 0 ? t('Trace {0}', searched) : topic);
    setText(
      about,
      topics.length > 0 ? t('cluster {0} · {1}', clusterName, where) : t('cluster {0} · searched for {1}', clusterName, searched),
    );
    return;
  }
  setText(about, choices ? t('cluster {0} · {1}', clusterName, startWords(choices.start)) : t('cluster {0}', clusterName));
}

function drawFooter(): void {
  const loaded = look?.rows.length ?? 0;
  const shown = passing ? (look?.rows.filter(({ id }) => passing?.has(id)).length ?? 0) : loaded;
  setText(
    shownWords,
    passing
      ? t('{0} of {1} match', formatCount(shown), formatCount(loaded))
      : plural(loaded, '{0} record', '{0} records', formatCount(loaded)),
  );
  searchInstead.hidden = !passing || topics.length > 0 || searched !== undefined;
  records.drawNote();
  earlier.disabled = !look?.canReadEarlier;
  later.disabled = !look?.canReadLater;
}

async function select(row: PeekRow): Promise<void> {
  if (row.id !== selected) host.tell({ type: 'selected', id: row.id });
  selected = row.id;
  searchBar.tryAgain();
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  try {
    const answer = await host.ask('details', { id: row.id }, signal);
    details.show(row, answer);
  } catch (refused) {
    if (!signal.aborted) details.fail(wordsOf(refused));
  }
}

async function filter(text: string): Promise<void> {
  filtering?.abort();
  filtering = new AbortController();
  const { signal } = filtering;
  try {
    const { ids } = await host.ask('filter', { text }, signal);
    passing = text === '' ? undefined : new Set(ids);
    drawRows(0);
  } catch (refused) {
    if (!signal.aborted) setText(done, wordsOf(refused));
  }
}

/** Says in the footer what came of it. */
async function act(doing: Promise<{ readonly said: string } | null>): Promise<void> {
  try {
    const answer = await doing;
    setText(done, answer?.said ?? '');
  } catch (refused) {
    setText(done, wordsOf(refused));
  }
}

/** → would open, as in other tables; here it leads into the details, as Space does. */
function onTableKey(event: KeyboardEvent): void {
  if ((event.target as Element).closest('thead')) return;
  if (records.onKey(event)) {
    event.preventDefault();
    return;
  }
  if (event.key.toLowerCase() === 'c' && !event.ctrlKey && !event.metaKey && !event.altKey && selected !== null) {
    event.preventDefault();
    void compare.show(selected);
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || (event.key !== ' ' && event.key !== 'ArrowRight')) return;
  event.preventDefault();
  event.stopPropagation();
  details.focus();
}

function key(name: string): HTMLElement {
  return el('kbd', {}, name);
}

const wordsOf = (refused: unknown): string => (refused instanceof Error ? refused.message : String(refused));
