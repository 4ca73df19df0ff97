/**
 * The names that package.json contributes, with the types that belong to them. A unit test holds both files together,
 * so a name that is only in one of them does not pass.
 */
export const commands = {
  addCluster: 'kafkaTroubleshooter.addCluster',
  editCluster: 'kafkaTroubleshooter.editCluster',
  removeCluster: 'kafkaTroubleshooter.removeCluster',
  testCluster: 'kafkaTroubleshooter.testCluster',
  enterPassword: 'kafkaTroubleshooter.enterPassword',
  connectToThisFile: 'kafkaTroubleshooter.connectToThisFile',
  refresh: 'kafkaTroubleshooter.refresh',
  filterTree: 'kafkaTroubleshooter.filterTree',
  clearFilter: 'kafkaTroubleshooter.clearFilter',
  showInternalTopics: 'kafkaTroubleshooter.showInternalTopics',
  hideInternalTopics: 'kafkaTroubleshooter.hideInternalTopics',
  copyName: 'kafkaTroubleshooter.copyName',
  showLog: 'kafkaTroubleshooter.showLog',
  diagnoseGroup: 'kafkaTroubleshooter.diagnoseGroup',
  saveDiagnosisSnapshot: 'kafkaTroubleshooter.saveDiagnosisSnapshot',
  openDiagnosisSnapshot: 'kafkaTroubleshooter.openDiagnosisSnapshot',
  showLag: 'kafkaTroubleshooter.showLag',
  watchGroup: 'kafkaTroubleshooter.watchGroup',
  stopWatching: 'kafkaTroubleshooter.stopWatching',
  showWatchedGroups: 'kafkaTroubleshooter.showWatchedGroups',
  peekMessages: 'kafkaTroubleshooter.peekMessages',
  showDeadLetters: 'kafkaTroubleshooter.showDeadLetters',
  chooseDecoder: 'kafkaTroubleshooter.chooseDecoder',
  findTrace: 'kafkaTroubleshooter.findTrace',
  explainStart: 'kafkaTroubleshooter.explainStart',
  explainRule: 'kafkaTroubleshooter.explainRule',
  lintWorkspace: 'kafkaTroubleshooter.lintWorkspace',
  checkAgainstCluster: 'kafkaTroubleshooter.checkAgainstCluster',
  disableRuleForLine: 'kafkaTroubleshooter.disableRuleForLine',
  disableRuleInWorkspace: 'kafkaTroubleshooter.disableRuleInWorkspace',
} as const;
export type CommandId = (typeof commands)[keyof typeof commands];

export const viewContainer = 'kafkaTroubleshooter';
export const views = { clusters: 'kafkaTroubleshooter.clusters' } as const;

export const settings = {
  clusters: 'kafkaTroubleshooter.clusters',
  showInternalTopics: 'kafkaTroubleshooter.tree.showInternalTopics',
  watchGroups: 'kafkaTroubleshooter.watch.groups',
  watchInterval: 'kafkaTroubleshooter.watch.intervalSeconds',
  diagnosisWindow: 'kafkaTroubleshooter.diagnosis.windowSeconds',
  lintEnabled: 'kafkaTroubleshooter.lint.enabled',
  lintRules: 'kafkaTroubleshooter.lint.rules',
  lintClient: 'kafkaTroubleshooter.lint.client',
  lintCodeLens: 'kafkaTroubleshooter.lint.codeLens',
  lintAskClusters: 'kafkaTroubleshooter.lint.askClusters',
} as const;

/** What `when` clauses may ask besides the editor's own keys. */
export const contextKeys = {
  /** At least one cluster is defined, be it wrongly. */
  hasClusters: 'kafkaTroubleshooter.hasClusters',
  /** The opposite, once settings were read: before that neither holds, and no welcome text flashes up. */
  noClusters: 'kafkaTroubleshooter.noClusters',
  /** The tree shows only what matches the person's filter. */
  filtered: 'kafkaTroubleshooter.filtered',
  /** Kafka's own topics are shown too. */
  internalTopicsShown: 'kafkaTroubleshooter.internalTopicsShown',
} as const;

/** Panel types: what a restored panel is handed back to. */
export const panels = {
  lag: 'kafkaTroubleshooter.lag',
  diagnosis: 'kafkaTroubleshooter.diagnosis',
  peek: 'kafkaTroubleshooter.peek',
  start: 'kafkaTroubleshooter.start',
} as const;
