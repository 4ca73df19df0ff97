/**
 * What all panels share: one page a subject, a strict content security policy, restored after a reload of the editor,
 * and one typed channel. A kind of panel says what it is in a PanelKind; Panels opens, finds and restores its panels.
 */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import {
  hostEnd,
  type HostEnd,
  type HostSide,
  type Protocol,
  type Questions,
  type Tagged,
  type Wire,
} from '../../webviewProtocol/channel.ts';
import type { Guard } from '../../webviewProtocol/guards.ts';
import type { Parts } from '../parts.ts';

export interface PanelKind<Subject, ToPage extends Tagged, ToHost extends Tagged, Asks extends Questions> {
  /** As in contributions.ts. */
  readonly viewType: string;
  /** Name of its folder in webview/, of its bundle, and of its icon in media/. */
  readonly page: string;
  readonly protocol: Protocol<ToPage, ToHost, Asks>;
  /** What a restored panel remembers is text from disk, perhaps of an older version. */
  readonly isSubject: Guard<Subject>;
  /** Equal keys: the open panel comes to the front. */
  readonly keyOf: (subject: Subject) => string;
  readonly titleOf: (subject: Subject) => string;
  /** Called once a panel, before its page is there: tell the page nothing until it has told that it is ready. */
  readonly attach: (panel: OpenPanel<ToPage>, subject: Subject, parts: Parts) => Attached<ToHost, Asks>;
}

/** One open panel, as its host side sees it. */
export interface OpenPanel<ToPage extends Tagged> {
  tell(message: ToPage): void;
  readonly visible: boolean;
  /** The editor brought it back after a reload. */
  readonly isRestored: boolean;
  /** It is the editor in front. */
  readonly active: boolean;
  readonly onDidChangeVisible: vscode.Event<boolean>;
  setTitle(title: string): void;
  close(): void;
}

export interface Attached<ToHost extends Tagged, Asks extends Questions> extends Pick<
  HostSide<ToHost, Asks>,
  'heard' | 'answers' | 'inWords'
> {
  /** The same panel was asked for again, perhaps with other wishes (a partition to point at). */
  shownAgain?(subject: unknown): void;
  dispose(): void;
}

export class Panels<Subject, ToPage extends Tagged, ToHost extends Tagged, Asks extends Questions> {
  readonly #kind: PanelKind<Subject, ToPage, ToHost, Asks>;
  readonly #open = new Map<string, { readonly panel: vscode.WebviewPanel; readonly attached: Attached<ToHost, Asks> }>();

  constructor(kind: PanelKind<Subject, ToPage, ToHost, Asks>) {
    this.#kind = kind;
  }

  /** Opens the subject's panel beside nothing and over nothing: in the active column, or where it is already open. */
  show(parts: Parts, subject: Subject): void {
    const opened = this.#open.get(this.#kind.keyOf(subject));
    if (opened) {
      opened.panel.reveal();
      opened.attached.shownAgain?.(subject);
      return;
    }
    const panel = vscode.window.createWebviewPanel(
      this.#kind.viewType,
      this.#kind.titleOf(subject),
      vscode.ViewColumn.Active,
      webviewOptions(parts.context),
    );
    this.#attach(parts, panel, subject);
  }

  /** Brings back the panels that were open when the editor closed. */
  restore(parts: Parts): vscode.Disposable {
    return vscode.window.registerWebviewPanelSerializer(this.#kind.viewType, {
      deserializeWebviewPanel: (panel, state: unknown) => {
        panel.webview.options = webviewOptions(parts.context);
        const opened = this.#kind.isSubject(state) ? this.#open.get(this.#kind.keyOf(state)) : undefined;
        if (!this.#kind.isSubject(state) || opened) panel.dispose();
        else this.#attach(parts, panel, state, true);
        // A tab is brought back when it is first looked at: by then its subject may have been opened anew.
        opened?.panel.reveal();
        return Promise.resolve();
      },
    });
  }

  #attach(parts: Parts, panel: vscode.WebviewPanel, subject: Subject, isRestored = false): void {
    const { page, protocol, keyOf } = this.#kind;
    const key = keyOf(subject);
    panel.iconPath = {
      light: vscode.Uri.joinPath(parts.context.extensionUri, 'media', `${page}-light.svg`),
      dark: vscode.Uri.joinPath(parts.context.extensionUri, 'media', `${page}-dark.svg`),
    };
    let visible = panel.visible;
    const visibility = new vscode.EventEmitter<boolean>();
    panel.onDidChangeViewState(() => {
      if (panel.visible === visible) return;
      visible = panel.visible;
      visibility.fire(visible);
    });

    // The end and what it tells to know each other: the kind is attached first, and answers only once the page speaks.
    const late: { end?: HostEnd<ToPage> } = {};
    const attached = this.#kind.attach(
      {
        tell: message => late.end?.tell(message),
        isRestored,
        get visible() {
          return panel.visible;
        },
        get active() {
          return panel.active;
        },
        onDidChangeVisible: visibility.event,
        setTitle: title => (panel.title = title),
        close: () => {
          panel.dispose();
        },
      },
      subject,
      parts,
    );
    late.end = hostEnd(protocol, wireOf(panel.webview), {
      heard: message => attached.heard(message),
      answers: attached.answers,
      inWords: attached.inWords,
      onMisfit: message =>
        parts.log.warn(`Panel ${page}: a message was not understood and is ignored: ${JSON.stringify(message).slice(0, 200)}`),
    });
    this.#open.set(key, { panel, attached });
    panel.onDidDispose(() => {
      this.#open.delete(key);
      late.end?.close();
      delete late.end;
      visibility.dispose();
      attached.dispose();
    });
    panel.webview.html = pageHtml(parts.context, panel.webview, page, subject);
  }
}

function wireOf(webview: vscode.Webview): Wire {
  return {
    // A page that was closed a moment ago gets nothing; that is no fault.
    post: message => void webview.postMessage(message).then(undefined, () => undefined),
    listen: (listener: (message: unknown) => void) => {
      const listening = webview.onDidReceiveMessage(listener);
      return () => {
        listening.dispose();
      };
    },
  };
}

const webviewOptions = (context: vscode.ExtensionContext): vscode.WebviewOptions => ({
  enableScripts: true,
  localResourceRoots: [vscode.Uri.joinPath(context.extensionUri, 'dist', 'webview'), vscode.Uri.joinPath(context.extensionUri, 'media')],
});

/**
 * The page: nothing inline, nothing remote. The subject and the words of the editor's language travel as attributes;
 * the page hands the subject to the editor (setState), which returns it to `restore` after a reload.
 */
function pageHtml(context: vscode.ExtensionContext, webview: vscode.Webview, page: string, subject: unknown): string {
  const nonce = randomBytes(18).toString('base64url');
  const uri = (file: string) => webview.asWebviewUri(vscode.Uri.joinPath(context.extensionUri, 'dist', 'webview', file)).toString();
  const csp = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `img-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
  ].join('; ');
  return `<!doctype html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="${csp}">
<meta property="csp-nonce" content="${nonce}">
<link rel="stylesheet" href="${uri(`${page}.css`)}" nonce="${nonce}">
</head>
<body data-state="${escaped(JSON.stringify(subject))}" data-words="${escaped(JSON.stringify(vscode.l10n.bundle ?? {}))}">
<script nonce="${nonce}" src="${uri('toolkit.js')}"></script>
<script nonce="${nonce}" src="${uri(`${page}.js`)}"></script>
</body>
</html>`;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
