/**
 * The one place that imports the archived @vscode/webview-ui-toolkit: it registers the form controls that our pages
 * write as elements. A bundle of its own, loaded before each page, so that no page carries it.
 * Not here: vscode-badge, whose inline style a strict content security policy refuses.
 */
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeProgressRing,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';

provideVSCodeDesignSystem().register(
  vsCodeButton(),
  vsCodeCheckbox(),
  vsCodeDropdown(),
  vsCodeOption(),
  vsCodeProgressRing(),
  vsCodeTextField(),
);
