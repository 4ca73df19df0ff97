/** The peek panel's page: what is there, and what was looked at. */
import '../shared/kit.css';
import './peek.css';
import type { Zone } from '../../src/model/writtenTime.ts';
import { peekProtocol, type PeekChoices, type PeekLook, type PeekRow, type PeekToPage } from '../../src/webviewProtocol/peek.ts';
import { el } from '../shared/dom.ts';
import { connectPage } from '../shared/page.ts';
import { setZone } from '../shared/times.ts';
import { t } from '../shared/words.ts';
import { withArrived, type Arrival } from './arrivals.ts';
import { ComparePane } from './compare.ts';
import { DeadLetterLine } from './deadLetters.ts';
import { DecoderMenu } from './decoderMenu.ts';
import { DetailsPane } from './detailsPane.ts';
import { Footer, wordsOf } from './footer.ts';
import { Heading } from './heading.ts';
import { Latest } from './latest.ts';
import { pointedRow } from './lines.ts';
import { RecordsView } from './recordsView.ts';
import { addRowItems } from './rowMenu.ts';
import { SearchBar } from './searchBar.ts';
import { searchedWords } from './searchWhat.ts';
import { Statement } from './statement.ts';
import { listenForKeys } from './tableKeys.ts';
import { Tail } from './tail.ts';
import { Toolbar } from './toolbar.ts';

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
const asking = new Latest();
const filtering = new Latest();
let zone: Zone = 'local';
/** Of a panel of several topics. */
let topics: readonly string[] = [];

const host = connectPage(peekProtocol, heard);
// Told at once: what the host answers arrives after the page is built, and nobody waits for the way there and back.
host.tell({ type: 'ready' });
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
  open: (id, what) => void footer.act(host.ask('openDocument', { id, what })),
  copy: (id, what) => void footer.act(host.ask('copyAs', { id, what })),
  compare: id => void compare.show(id),
  openOriginal: id => void footer.act(host.ask('openOriginal', { id })),
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
  copy: id => void footer.act(host.ask('copyComparison', { id })),
  diff: id => void footer.act(host.ask('diffWithBefore', { id })),
  closed: () => {
    void footer.act(host.ask('compareNoMore', {}));
    table.focus();
  },
});
const records = new RecordsView({
  ask: (name, question) => host.ask(name, question),
  onSelect: row => void select(row),
  rows: () => (look?.rows ?? []).filter(({ id }) => passing?.has(id) ?? true),
  act: doing => void footer.act(doing),
});
const { table } = records;
const decoders = new DecoderMenu(part => void footer.act(host.ask('chooseDecoder', { part })));
toolbar.element.append(decoders.element);
const tablePlace = el('div', { class: 'table-place' }, table.element);
const tail = new Tail(
  tablePlace,
  () => table.element,
  isHeld => {
    host.tell({ type: 'hold', isHeld });
    // That it stands still is said once the host says so; that it goes on, at once.
    if (!isHeld) footer.showHeld(undefined);
  },
);
const heading = new Heading(records.buttons);
const footer = new Footer(
  {
    readMore: direction => host.tell({ type: 'readMore', direction }),
    searchInstead: () => openSearch(true, toolbar.filterText),
    changeZone: () => chooseZone(zone === 'utc' ? 'local' : 'utc'),
    toEnd: () => tail.toEnd(),
  },
  records.note,
);
document.body.append(
  heading.element,
  ...[toolbar, searchBar, statement, deadLetters].map(({ element }) => element),
  el('div', { class: 'main' }, tablePlace, details.element),
  compare.element,
  footer.element,
);
listenForKeys(tablePlace, {
  mark: event => records.onKey(event),
  compare: () => {
    if (selected !== null) void compare.show(selected);
  },
  details: () => details.focus(),
  filter: () => toolbar.focusFilter(),
  search: () => openSearch(true),
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
      searched = message.search.isShown ? searchedWords(message.search.choices.what) : undefined;
      clusterName = message.clusterName;
      drawTitle();
      if (message.filter !== '' || passing) void filter(message.filter);
      break;
    case 'reading':
      footer.say('');
      readingShown ??= setTimeout(() => setReading(t('Reading …')), 150);
      break;
    case 'progress':
      if (readingShown === undefined) statement.progress = message.words;
      break;
    case 'records':
      setReading(undefined);
      goesOn(message.look.goesOn === true, show(message.look));
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
      if (!tail.isAtEnd) footer.showHeld(message.news);
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

/**
 * A search runs, or the log is followed: rows come by themselves until it is stopped. `isMore`: it is what was shown before,
 * and whoever reads further up in it stays there.
 */
function goesOn(isGoingOn: boolean, isMore = false): void {
  toolbar.setReading(isGoingOn);
  searchBar.setSearching(isGoingOn && searched !== undefined);
  if (!isGoingOn) statement.share = null;
  if (!isGoingOn && look?.goesOn) {
    look = { ...look, goesOn: false };
    drawRows(0);
  }
  const isFollowed = isGoingOn && searched === undefined;
  if (isFollowed && isMore && tail.isFollowed) return tail.keep();
  if (isFollowed) tail.begin();
  else tail.end();
  footer.showHeld(undefined);
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

function findTrace(id: number): void {
  host.ask('findTrace', { id }).catch((refused: unknown) => footer.say(wordsOf(refused)));
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
  footer.showZone(chosen);
}

/** true: what was loaded before is among it. */
function show(next: PeekLook): boolean {
  const isMore = look !== undefined && next.rows.some(({ id }) => id === look?.rows[0]?.id);
  const before = look?.rows.find(({ id }) => id === selected);
  look = next;
  compare.keepOnlyAmong(next.rows);
  statement.say(next.statement);
  if (!isMore) {
    table.toTop();
    if (!next.rows.some(({ id }) => id === selected)) selected = null;
    searchBar.tryAgain();
  }
  drawRows(isMore ? next.added : 0);
  const now = next.rows.find(({ id }) => id === selected);
  if (!isMore) selectFirst(next);
  // It was decoded in another way since: its details, too.
  else if (before && now && JSON.stringify(before) !== JSON.stringify(now)) void select(now);
  if (toolbar.filterText !== '') void filter(toolbar.filterText);
  return isMore;
}

/** Of those that the filter lets through. */
function selectFirst(next: PeekLook): void {
  const seen = { ...next, rows: next.rows.filter(({ id }) => passing?.has(id) ?? true) };
  const pointed = pointedRow(seen, selected, searched === undefined && ['newest', 'live'].includes(choices?.start.kind ?? ''));
  if (pointed) table.select(pointed.id);
  else details.clear();
}

function drawRows(added: number): void {
  if (!look) return;
  table.show(look, passing, added);
  drawFooter();
}

function drawTitle(): void {
  heading.draw({ clusterName, topic, topics, choices, searched });
}

function drawFooter(): void {
  const shown = passing && look?.rows.filter(({ id }) => passing?.has(id)).length;
  footer.show(look, shown, topics.length === 0 && searched === undefined);
  records.drawNote();
}

function select(row: PeekRow): Promise<void> {
  if (row.id !== selected) host.tell({ type: 'selected', id: row.id });
  selected = row.id;
  searchBar.tryAgain();
  return asking.ask(
    signal => host.ask('details', { id: row.id }, signal),
    answer => details.show(row, answer),
    refused => details.fail(wordsOf(refused)),
  );
}

function filter(text: string): Promise<void> {
  return filtering.ask(
    signal => host.ask('filter', { text }, signal),
    ({ ids }) => {
      passing = text === '' ? undefined : new Set(ids);
      drawRows(0);
      // What was read anew had to wait for the filter to know its first.
      if (selected === null && look) selectFirst(look);
    },
    refused => footer.say(wordsOf(refused)),
  );
}
