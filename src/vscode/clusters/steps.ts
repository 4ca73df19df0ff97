import * as vscode from 'vscode';

/** What came of a question: its answer, or the person went back a step, or gave the whole form up. */
export type Answer<T> = { readonly value: T } | 'back' | 'given-up';

/** One question. `ask` stores the answer in the state itself. */
export interface Step<State> {
  /** false: this question does not arise for what was answered so far. */
  readonly arises?: (state: State) => boolean;
  readonly ask: (state: State, frame: Frame) => Promise<Answer<unknown>>;
}

/** What all inputs of a form share. */
export interface Frame {
  readonly title: string;
  /** From 1. */
  readonly step: number;
  readonly steps: number;
  readonly canGoBack: boolean;
}

/** Asks one question after the other, with a way back. Resolves with the state, or undefined when the person gave up. */
export async function askSteps<State>(title: string, steps: readonly Step<State>[], state: State): Promise<State | undefined> {
  const arising = (): readonly Step<State>[] => steps.filter(({ arises }) => arises?.(state) ?? true);
  let at = 0;
  for (;;) {
    const now = arising();
    const step = now[at];
    if (!step) return state;
    const answer = await step.ask(state, { title, step: at + 1, steps: now.length, canGoBack: at > 0 });
    if (answer === 'given-up') return undefined;
    at += answer === 'back' ? -1 : 1;
  }
}

export interface TextQuestion {
  readonly prompt: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly masked?: boolean;
  /** A sentence that says what is wrong; undefined: fine. Shown while typing, and an answer with one is not taken. */
  readonly problem?: (text: string) => string | undefined;
}

export function askText(frame: Frame, { prompt, value, placeholder, masked, problem }: TextQuestion): Promise<Answer<string>> {
  const input = vscode.window.createInputBox();
  input.prompt = prompt;
  input.value = value;
  if (placeholder !== undefined) input.placeholder = placeholder;
  input.password = masked ?? false;
  let touched = false;
  // An empty box is not scolded before anybody typed.
  const judge = (): void => {
    input.validationMessage = touched ? problem?.(input.value) : undefined;
  };
  return shown(input, frame, done => [
    input.onDidChangeValue(() => {
      touched = true;
      judge();
    }),
    input.onDidAccept(() => {
      touched = true;
      judge();
      if (problem?.(input.value) === undefined) done(input.value);
    }),
  ]);
}

export interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

export function askChoice<T>(frame: Frame, placeholder: string, choices: readonly Choice<T>[], chosen: T): Promise<Answer<T>> {
  const pick = vscode.window.createQuickPick<Choice<T>>();
  pick.placeholder = placeholder;
  pick.items = choices;
  pick.activeItems = choices.filter(({ value }) => value === chosen);
  return shown(pick, frame, done => [
    pick.onDidAccept(() => {
      const [item] = pick.activeItems;
      if (item) done(item.value);
    }),
  ]);
}

/** A text question whose answer goes straight into the state. */
export async function text(frame: Frame, question: TextQuestion & { readonly store: (text: string) => void }): Promise<Answer<string>> {
  const answer = await askText(frame, question);
  if (typeof answer !== 'string') question.store(answer.value);
  return answer;
}

/** A choice whose answer goes straight into the state. */
export async function choice<T>(
  frame: Frame,
  placeholder: string,
  choices: readonly Choice<T>[],
  chosen: T,
  store: (value: T) => void,
): Promise<Answer<T>> {
  const answer = await askChoice(frame, placeholder, choices, chosen);
  if (typeof answer !== 'string') store(answer.value);
  return answer;
}

/** The problem of an empty text. */
export const missing =
  (sentence: string) =>
  (typed: string): string | undefined =>
    typed === '' ? sentence : undefined;

/** What InputBox and QuickPick have in common and QuickInput lacks. */
type Input = vscode.QuickInput & Pick<vscode.InputBox, 'buttons' | 'onDidTriggerButton'>;

/** Shows an input of a form until it is answered, left backwards, or hidden. */
function shown<T>(
  input: Input,
  { title, step, steps, canGoBack }: Frame,
  listen: (done: (value: T) => void) => readonly vscode.Disposable[],
): Promise<Answer<T>> {
  input.title = title;
  input.step = step;
  input.totalSteps = steps;
  input.ignoreFocusOut = true; // a password or address is often copied from elsewhere in between
  if (canGoBack) input.buttons = [vscode.QuickInputButtons.Back];
  return new Promise<Answer<T>>(resolve => {
    const subscriptions: vscode.Disposable[] = [];
    const done = (answer: Answer<T>): void => {
      for (const subscription of subscriptions) subscription.dispose();
      input.dispose();
      resolve(answer);
    };
    subscriptions.push(
      ...listen(value => done({ value })),
      input.onDidTriggerButton(button => {
        if (button === vscode.QuickInputButtons.Back) done('back');
      }),
      input.onDidHide(() => done('given-up')),
    );
    input.show();
  });
}
