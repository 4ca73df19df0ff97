import type { Failure } from '../model/failure.ts';
import type { RecordText, TextQuestion } from './recordText.ts';
import type { CheckQuestion, TryQuestion, TryAnswer } from './search/checks.ts';
import type { ScanAnswer, ScanQuestion } from './search/scan.ts';
import type { SearchFault } from '../model/search.ts';
import type { SchemaQuestion, SchemaReply } from './worked.ts';

/** What the worker thread can be asked, by name. All of it crosses by structured clone: plain data, no functions. */
export interface WorkerTasks {
  /** Record batches of a Fetch answer → the records among them that match. */
  readonly scan: { readonly question: ScanQuestion; readonly answer: ScanAnswer };
  /** Can this be searched for? */
  readonly check: { readonly question: CheckQuestion; readonly answer: SearchFault | undefined };
  /** Does this one record match? */
  readonly try: { readonly question: TryQuestion; readonly answer: TryAnswer };
  /** A record, or a part of it, as the text of a document or a line of an export. */
  readonly text: { readonly question: TextQuestion; readonly answer: RecordText };
}

export type TaskName = keyof WorkerTasks;

export type ToWorker =
  | { readonly type: 'task'; readonly id: number; readonly name: TaskName; readonly question: unknown }
  | { readonly type: 'told'; readonly ask: number; readonly reply: SchemaReply };

export type FromWorker =
  | { readonly type: 'done'; readonly id: number; readonly answer: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly failure: Failure }
  | { readonly type: 'ask'; readonly id: number; readonly ask: number; readonly question: SchemaQuestion };
