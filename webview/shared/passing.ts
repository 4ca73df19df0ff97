/** Words that a page says in passing. */
import { setText } from './dom.ts';

/** Says something there for five seconds: then it is old news. What is said later has its five seconds, too. */
export function inPassing(place: HTMLElement): (words: string) => void {
  let forgetting: ReturnType<typeof setTimeout> | undefined;
  return words => {
    setText(place, words);
    clearTimeout(forgetting);
    forgetting = setTimeout(() => setText(place, ''), 5_000);
  };
}
