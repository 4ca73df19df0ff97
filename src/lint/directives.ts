import type { TextComment } from './configText.ts';
import type { Library, Role } from './roles.ts';
import { isVersion, type KafkaVersion } from './versions.ts';

/** What a first-line comment `# kafka: consumer java 3.9` says; each part may be left out. */
export interface Declared {
  readonly role?: Role;
  readonly library?: Library;
  readonly version?: KafkaVersion;
}

/** The comment counts in the first five lines, so that a licence line or an editor's mode line may stand above it. */
export function readDeclaration(comments: readonly TextComment[]): Declared | undefined {
  const said = comments.filter(({ line }) => line < 5).map(({ text }) => /^\s*kafka:\s*(.+?)\s*$/i.exec(text)?.[1]);
  const words = said.find(text => text !== undefined);
  return words === undefined ? undefined : readDeclaredWords(words);
}

/** The same words from elsewhere: a setting, an argument. What is no role, library or version is passed over. */
export function readDeclaredWords(text: string): Declared {
  const words = text.toLowerCase().split(/[\s,]+/);
  const role = roles.find(name => words.includes(name));
  const library = libraries.find(name => words.includes(name));
  const version = words.find(isVersion);
  return { ...(role && { role }), ...(library && { library }), ...(version !== undefined && { version }) };
}

const roles: readonly Role[] = ['consumer', 'producer', 'admin', 'streams', 'connect', 'connector', 'mirror', 'client'];
const libraries: readonly Library[] = ['java', 'librdkafka'];
