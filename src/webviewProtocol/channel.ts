/**
 * One typed channel between the host and a page. Either side tells (nothing comes back) and the page asks (exactly one
 * thing comes back: an answer, or a refusal in words). A question that fails, that nobody answers any more, or that the
 * page itself gives up, rejects. What does not fit the protocol is dropped and reported, on both sides.
 */
import { either, isNumber, isString, shape, type Guard } from './guards.ts';

/** Every message is told apart by a word: `{ type: 'watchGroup', … }`. */
export interface Tagged {
  readonly type: string;
}

/** The page's questions: by name what is asked and what is answered. */
export type Questions = Readonly<Record<string, { readonly question: unknown; readonly answer: unknown }>>;

/** What one panel's two sides may say to each other, with the checks that hold them to it. */
export interface Protocol<ToPage extends Tagged, ToHost extends Tagged, Asks extends Questions> {
  readonly toPage: Guard<ToPage>;
  readonly toHost: Guard<ToHost>;
  readonly asks: {
    readonly [Name in keyof Asks]: { readonly question: Guard<Asks[Name]['question']>; readonly answer: Guard<Asks[Name]['answer']> };
  };
}

/** What carries the messages: a webview of the editor, or a window. */
export interface Wire {
  post(message: unknown): void;
  /** Calls back with each message that arrives, until the returned function is called. */
  listen(listener: (message: unknown) => void): () => void;
}

/** Why a question got no answer: the host's own words, or that the panel was closed or the question given up. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

export interface PageEnd<ToHost extends Tagged, Asks extends Questions> {
  tell(message: ToHost): void;
  /** Rejects with Refused; an aborted `signal` also makes the host stop working on it. */
  ask<Name extends keyof Asks & string>(name: Name, question: Asks[Name]['question'], signal?: AbortSignal): Promise<Asks[Name]['answer']>;
  /** Rejects what is still open. */
  close(): void;
}

export interface HostEnd<ToPage extends Tagged> {
  tell(message: ToPage): void;
  /** Aborts what is still being answered. */
  close(): void;
}

/** The host's answers, one for each question of the protocol. A promise that rejects becomes a refusal. */
export type Answers<Asks extends Questions> = {
  readonly [Name in keyof Asks]: (question: Asks[Name]['question'], signal: AbortSignal) => Promise<Asks[Name]['answer']>;
};

export interface HostSide<ToHost extends Tagged, Asks extends Questions> {
  readonly heard: (message: ToHost) => void;
  readonly answers: Answers<Asks>;
  /** Puts whatever an answer threw into a sentence for the person. */
  readonly inWords: (thrown: unknown) => string;
  /** A message that does not fit the protocol. */
  readonly onMisfit: (message: unknown) => void;
}

export function pageEnd<ToPage extends Tagged, ToHost extends Tagged, Asks extends Questions>(
  protocol: Protocol<ToPage, ToHost, Asks>,
  wire: Wire,
  { heard, onMisfit }: { readonly heard: (message: ToPage) => void; readonly onMisfit: (message: unknown) => void },
): PageEnd<ToHost, Asks> {
  const open = new Map<number, { about: string; answer: (value: unknown) => void; refuse: (because: string) => void }>();
  // Not 0: a page that the editor reloads must not take the answers to its predecessor's questions for its own.
  let lastId = Math.floor(Math.random() * 2 ** 40);

  const settle = (message: Extract<Envelope, { type: 'answer' | 'refuse' }>) => {
    const asked = open.get(message.id);
    if (!asked) return; // Given up meanwhile.
    open.delete(message.id);
    if (message.type === 'refuse') asked.refuse(message.because);
    else if (protocol.asks[asked.about]?.answer(message.answer) === true) asked.answer(message.answer);
    else {
      onMisfit(message);
      asked.refuse(`The answer to “${asked.about}” was not understood.`);
    }
  };

  const unlisten = wire.listen(message => {
    if (!isEnvelope(message)) return onMisfit(message);
    if (message.type === 'answer' || message.type === 'refuse') return settle(message);
    if (message.type === 'tell' && protocol.toPage(message.message)) heard(message.message);
    else onMisfit(message);
  });

  return {
    tell: message => wire.post({ type: 'tell', message } satisfies Envelope),
    ask: <Name extends keyof Asks & string>(about: Name, question: Asks[Name]['question'], signal?: AbortSignal) =>
      new Promise<Asks[Name]['answer']>((answer, reject) => {
        const refuse = (because: string) => reject(new Refused(because));
        if (signal?.aborted) {
          refuse('Cancelled.');
          return;
        }
        const id = ++lastId;
        open.set(id, { about, answer, refuse });
        signal?.addEventListener('abort', () => {
          if (!open.delete(id)) return;
          wire.post({ type: 'abandon', id } satisfies Envelope);
          refuse('Cancelled.');
        });
        wire.post({ type: 'ask', id, about, question } satisfies Envelope);
      }),
    close: () => {
      unlisten();
      for (const { refuse } of open.values()) refuse('The panel was closed.');
      open.clear();
    },
  };
}

export function hostEnd<ToPage extends Tagged, ToHost extends Tagged, Asks extends Questions>(
  protocol: Protocol<ToPage, ToHost, Asks>,
  wire: Wire,
  { heard, answers, inWords, onMisfit }: HostSide<ToHost, Asks>,
): HostEnd<ToPage> {
  const working = new Map<number, AbortController>();

  const answer = async ({ id, about, question }: Extract<Envelope, { type: 'ask' }>) => {
    const refuse = (because: string) => wire.post({ type: 'refuse', id, because } satisfies Envelope);
    if (!Object.hasOwn(protocol.asks, about) || protocol.asks[about]?.question(question) !== true) {
      onMisfit({ about, question });
      refuse(`The question “${about}” was not understood.`);
      return;
    }
    const work = new AbortController();
    working.set(id, work);
    try {
      const value = await answers[about]?.(question, work.signal);
      if (!work.signal.aborted) wire.post({ type: 'answer', id, answer: value } satisfies Envelope);
    } catch (thrown) {
      if (!work.signal.aborted) refuse(inWords(thrown));
    } finally {
      working.delete(id);
    }
  };

  const unlisten = wire.listen(message => {
    if (!isEnvelope(message)) return onMisfit(message);
    if (message.type === 'ask') void answer(message);
    else if (message.type === 'abandon') working.get(message.id)?.abort();
    else if (message.type === 'tell' && protocol.toHost(message.message)) heard(message.message);
    else onMisfit(message);
  });

  return {
    tell: message => wire.post({ type: 'tell', message } satisfies Envelope),
    close: () => {
      unlisten();
      for (const work of working.values()) work.abort();
      working.clear();
    },
  };
}

type Envelope =
  | { readonly type: 'tell'; readonly message: unknown }
  | { readonly type: 'ask'; readonly id: number; readonly about: string; readonly question: unknown }
  | { readonly type: 'abandon'; readonly id: number }
  | { readonly type: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly type: 'refuse'; readonly id: number; readonly because: string };

const isAnything: Guard<unknown> = (_value): _value is unknown => true;

const isEnvelope = either<Envelope>({
  tell: shape({ message: isAnything }),
  ask: shape({ id: isNumber, about: isString, question: isAnything }),
  abandon: shape({ id: isNumber }),
  answer: shape({ id: isNumber, answer: isAnything }),
  refuse: shape({ id: isNumber, because: isString }),
});
