import assert from 'node:assert/strict';
import { hostEnd, pageEnd, Refused, type HostSide, type Protocol, type Wire } from '../../../src/webviewProtocol/channel.ts';
import { either, isNumber, isString, shape } from '../../../src/webviewProtocol/guards.ts';

type ToPage = { readonly type: 'counted'; readonly count: number };
type ToHost = { readonly type: 'ready' } | { readonly type: 'watchGroup'; readonly groupId: string };
type Asks = { readonly copy: { readonly question: { readonly text: string }; readonly answer: { readonly bytes: number } } };

const protocol: Protocol<ToPage, ToHost, Asks> = {
  toPage: either<ToPage>({ counted: shape({ count: isNumber }) }),
  toHost: either<ToHost>({ ready: shape({}), watchGroup: shape({ groupId: isString }) }),
  asks: { copy: { question: shape({ text: isString }), answer: shape({ bytes: isNumber }) } },
};

describe('the channel between host and page', () => {
  it('carries what both sides tell', () => {
    const { page, host, heardByPage, heardByHost } = connected();
    page.tell({ type: 'watchGroup', groupId: 'billing' });
    host.tell({ type: 'counted', count: 3 });
    assert.deepEqual(heardByHost, [{ type: 'watchGroup', groupId: 'billing' }]);
    assert.deepEqual(heardByPage, [{ type: 'counted', count: 3 }]);
  });

  it('answers a question', async () => {
    const { page } = connected({ copy: question => Promise.resolve({ bytes: question.text.length }) });
    assert.deepEqual(await page.ask('copy', { text: 'abc' }), { bytes: 3 });
  });

  it('answers each question by itself, whatever comes back first', async () => {
    const waiting: (() => void)[] = [];
    const { page } = connected({ copy: ({ text }) => new Promise(done => waiting.push(() => done({ bytes: text.length }))) });
    const answers = Promise.all([page.ask('copy', { text: 'a' }), page.ask('copy', { text: 'bb' })]);
    for (const answer of waiting.reverse()) answer();
    assert.deepEqual(await answers, [{ bytes: 1 }, { bytes: 2 }]);
  });

  it('rejects in the words of the host when an answer fails', async () => {
    const { page } = connected({ copy: () => Promise.reject(new Error('the clipboard is locked')) });
    await assert.rejects(page.ask('copy', { text: 'a' }), new Refused('In words: the clipboard is locked'));
  });

  it('rejects what is open when the page closes', async () => {
    const { page } = connected({ copy: () => new Promise(() => undefined) });
    const asked = page.ask('copy', { text: 'a' });
    page.close();
    await assert.rejects(asked, new Refused('The panel was closed.'));
  });

  it('tells the host to stop when the page gives a question up', async () => {
    let stopped = false;
    const { page } = connected({
      copy: (_question, signal) => new Promise(() => signal.addEventListener('abort', () => (stopped = true))),
    });
    const givingUp = new AbortController();
    const asked = page.ask('copy', { text: 'a' }, givingUp.signal);
    givingUp.abort();
    await assert.rejects(asked, Refused);
    assert.equal(stopped, true);
  });

  it('asks nothing at all when it was given up before', async () => {
    let asked = 0;
    const { page } = connected({ copy: () => Promise.resolve({ bytes: ++asked }) });
    await assert.rejects(page.ask('copy', { text: 'a' }, AbortSignal.abort()), Refused);
    assert.equal(asked, 0);
  });

  it('stops what the host still works on when the panel closes', () => {
    let stopped = false;
    const { page, host } = connected({
      copy: (_question, signal) => new Promise(() => signal.addEventListener('abort', () => (stopped = true))),
    });
    page.ask('copy', { text: 'a' }).catch(() => undefined);
    host.close();
    assert.equal(stopped, true);
  });

  it('drops and reports what does not fit, on both sides', () => {
    const { wires, heardByHost, heardByPage, misfits } = connected();
    wires.toHost({ type: 'tell', message: { type: 'watchGroup', groupId: 7 } });
    wires.toHost({ type: 'tell', message: { type: 'constructor' } });
    wires.toHost('noise');
    wires.toPage({ type: 'tell', message: { type: 'counted', count: 'three' } });
    assert.deepEqual([...heardByHost, ...heardByPage], []);
    assert.equal(misfits.length, 4);
  });

  it('refuses a question that is not in the protocol, or does not fit it', async () => {
    const { page, misfits } = connected();
    await assert.rejects(page.ask('toString' as 'copy', { text: 'a' }), /“toString” was not understood/);
    await assert.rejects(page.ask('copy', { text: 5 as unknown as string }), /“copy” was not understood/);
    assert.equal(misfits.length, 2);
  });

  it('rejects an answer that does not fit', async () => {
    const { page } = connected({ copy: () => Promise.resolve({ bytes: 'many' as unknown as number }) });
    await assert.rejects(page.ask('copy', { text: 'a' }), /answer to “copy” was not understood/);
  });

  it('does not take answers to the page before a reload for its own', async () => {
    const answers: ((value: { bytes: number }) => void)[] = [];
    const { page, reload } = connected({ copy: () => new Promise(done => answers.push(done)) });
    page.ask('copy', { text: 'before' }).catch(() => undefined);
    const reloaded = reload();
    const asked = reloaded.ask('copy', { text: 'after' });
    answers[0]?.({ bytes: 1 });
    answers[1]?.({ bytes: 2 });
    assert.deepEqual(await asked, { bytes: 2 });
  });
});

/** Both ends of one channel, with every message passing through JSON as it does in the editor. */
function connected(answers: Partial<HostSide<ToHost, Asks>['answers']> = {}) {
  const misfits: unknown[] = [];
  const heardByPage: ToPage[] = [];
  const heardByHost: ToHost[] = [];
  const listeners = { page: new Set<(message: unknown) => void>(), host: new Set<(message: unknown) => void>() };
  const deliver = (to: Set<(message: unknown) => void>) => (message: unknown) => {
    for (const listener of to) listener(JSON.parse(JSON.stringify(message)));
  };
  const wire = (mine: Set<(message: unknown) => void>, theirs: Set<(message: unknown) => void>): Wire => ({
    post: deliver(theirs),
    listen: listener => {
      mine.add(listener);
      return () => mine.delete(listener);
    },
  });
  const newPage = () =>
    pageEnd(protocol, wire(listeners.page, listeners.host), {
      heard: message => heardByPage.push(message),
      onMisfit: message => misfits.push(message),
    });
  const host = hostEnd(protocol, wire(listeners.host, listeners.page), {
    heard: message => heardByHost.push(message),
    answers: { copy: () => Promise.resolve({ bytes: 0 }), ...answers },
    inWords: thrown => `In words: ${(thrown as Error).message}`,
    onMisfit: message => misfits.push(message),
  });
  return {
    page: newPage(),
    host,
    heardByPage,
    heardByHost,
    misfits,
    wires: { toHost: deliver(listeners.host), toPage: deliver(listeners.page) },
    reload: () => {
      listeners.page.clear();
      return newPage();
    },
  };
}
