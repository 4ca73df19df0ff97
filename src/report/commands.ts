/** Kafka's own commands, complete with the cluster's address, to copy into a shell. */
import type { CopyCommand } from '../model/finding.ts';
import type { CommandFigures, CommandId } from '../model/findingFigures.ts';

/** How the cluster is reached from a shell. */
export interface CommandContext {
  readonly bootstrapServers: readonly string[];
  /** TLS or a login: the command then needs a client.properties, which is named as a gap to fill. */
  readonly secured?: boolean;
  /** That file, where the person has named one. */
  readonly configFile?: string;
  /** The SASL user, where there is one. */
  readonly username?: string;
}

export function commandLine({ command, figures }: CopyCommand, context: CommandContext): string {
  return lineOf(command, figures, context);
}

/** The command's name, for a button: "Copy kafka-consumer-groups command". */
export const commandName = (command: CommandId): string => commands[command].tool;

function lineOf<Id extends CommandId>(
  command: Id,
  figures: CommandFigures[Id],
  { bootstrapServers, secured, configFile = 'client.properties', username }: CommandContext,
): string {
  const { tool, config, args } = commands[command];
  const words = [
    `${tool}.sh`,
    '--bootstrap-server',
    bootstrapServers.length > 0 ? bootstrapServers.join(',') : 'HOST:PORT',
    ...(secured ? [config, configFile] : []),
    ...args(figures, username),
  ];
  return words.map(quoted).join(' ');
}

const commands: {
  readonly [Id in CommandId]: {
    readonly tool: string;
    /** The tools do not agree on what the option is called. */
    readonly config: '--command-config' | '--consumer.config';
    readonly args: (figures: CommandFigures[Id], username: string | undefined) => readonly string[];
  };
} = {
  'describe-group': {
    tool: 'kafka-consumer-groups',
    config: '--command-config',
    args: ({ groupId }) => ['--describe', '--group', groupId],
  },
  'list-groups': { tool: 'kafka-consumer-groups', config: '--command-config', args: () => ['--list', '--state'] },
  'describe-topic': { tool: 'kafka-topics', config: '--command-config', args: ({ topic }) => ['--describe', '--topic', topic] },
  'read-record': {
    tool: 'kafka-console-consumer',
    config: '--consumer.config',
    // With --partition it assigns itself the partition: no group is joined and nothing committed.
    args: ({ topic, partition, offset }) => [
      '--topic',
      topic,
      '--partition',
      `${partition}`,
      '--offset',
      `${offset}`,
      '--max-messages',
      '1',
    ],
  },
  'find-hanging-transactions': {
    tool: 'kafka-transactions',
    config: '--command-config',
    args: ({ broker }) => ['find-hanging', '--broker-id', `${broker}`],
  },
  'abort-transaction': {
    tool: 'kafka-transactions',
    config: '--command-config',
    args: ({ topic, partition, startOffset }) => [
      'abort',
      '--topic',
      topic,
      '--partition',
      `${partition}`,
      '--start-offset',
      `${startOffset}`,
    ],
  },
  allow: {
    tool: 'kafka-acls',
    config: '--command-config',
    args: ({ resource, name, operation }, username) => [
      '--add',
      '--allow-principal',
      `User:${username ?? 'NAME'}`,
      '--operation',
      operation,
      ...(resource === 'cluster' ? ['--cluster'] : [`--${resource}`, name]),
    ],
  },
};

/**
 * As a POSIX shell reads it: a name with a blank or a quote in it stays one word. Control characters are written by their
 * octal numbers: a terminal would obey them while the line is pasted (^C ends it, and the rest becomes a line of its own).
 */
export function quoted(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  if (!/\p{Cc}/u.test(word)) return `'${word.replaceAll("'", "'\\''")}'`;
  return `$'${word.replaceAll(/[\\']/g, '\\$&').replaceAll(/\p{Cc}/gu, octal)}'`;
}

/** Its bytes in UTF-8, each as a backslash and three digits. */
const octal = (character: string): string =>
  [...new TextEncoder().encode(character)].map(byte => `\\${byte.toString(8).padStart(3, '0')}`).join('');
