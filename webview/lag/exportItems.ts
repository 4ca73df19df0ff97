/** What can be taken along: files that the host writes, texts for the clipboard, and a picture that the page makes. */
import type { ExportFormat, LagAsks, LagToHost } from '../../src/webviewProtocol/lag.ts';
import type { PageEnd } from '../../src/webviewProtocol/channel.ts';
import type { MenuItem } from '../shared/menu.ts';
import { plural, t } from '../shared/words.ts';
import type { Frame } from './frame.ts';
import { paintedPage } from './paintedPage.ts';
import { formatCount } from '../../src/model/figures.ts';

/** `say` gets a sentence about what became of it. */
export function exportItems(
  host: PageEnd<LagToHost, LagAsks>,
  isGroup: boolean,
  frame: Frame,
  say: (words: string) => void,
): readonly MenuItem[] {
  const item = (label: string, note: string, work: () => Promise<string>, begins = false): MenuItem => ({
    ...{ label, note, begins },
    onChoose: () => void work().then(say, (thrown: unknown) => say(thrown instanceof Error ? thrown.message : String(thrown))),
  });
  const toFile = (format: ExportFormat) => async () => {
    const { where } = await host.ask('export', { format, to: 'file' });
    return where === null ? '' : t('Written to {0}.', where);
  };
  const toClipboard = (format: ExportFormat) => async () => {
    const { rows } = await host.ask('export', { format, to: 'clipboard' });
    return plural(rows, '{0} row copied.', '{0} rows copied.', formatCount(rows));
  };
  const copyTable = async () => {
    const { rows } = await host.ask('copyTable', {});
    return plural(rows, '{0} partition copied.', '{0} partitions copied.', formatCount(rows));
  };
  const savePicture = async () => {
    const { where } = await host.ask('savePicture', { png: await paintedPage(frame) });
    return where === null ? '' : t('Written to {0}.', where);
  };
  return [
    item(t('CSV…'), t('all rows'), toFile('csv')),
    item(t('Markdown…'), t('verdict and table'), toFile('markdown')),
    item(t('Picture…'), 'PNG', savePicture),
    item(t('Prometheus text…'), t('as exporters name it'), toFile('prometheus')),
    item(t('Prometheus alert rule…'), 'YAML', toFile('alert-rule')),
    ...(isGroup ? [item(t('Copy the table'), 'kafka-consumer-groups', copyTable, true)] : []),
    item(t('Copy as Markdown'), t('for a ticket or chat'), toClipboard('markdown'), !isGroup),
  ];
}
