/** How the played conversation looks. */

import { css } from "lit";

export const talkStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    background: var(--paper);
  }

  .log {
    position: relative;
    flex: 1 1 0;
    min-height: 140px;
    overflow-y: auto;
    padding: 16px;
  }

  .bubble {
    width: fit-content;
    max-width: 90%;
    margin: 0 0 10px;
    padding: 9px 14px;
    border: 1px solid var(--line);
    border-radius: 14px;
    background: var(--raised);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  .bubble.caller {
    margin-left: auto;
    border-color: transparent;
    background: var(--calm-tint);
  }

  .note {
    margin: 0 0 10px;
    color: var(--soft);
    font-size: 0.9rem;
    line-height: 1.4;
    text-align: center;
  }

  .chips {
    margin: 0 0 12px;
  }

  .chip.effect {
    border-radius: 10px;
    border-style: dashed;
  }

  .chip.emergency {
    border-color: var(--warm);
    background: var(--warm-tint);
    color: var(--warm);
  }

  .chip.urgent {
    border-color: var(--amber);
    background: var(--amber-tint);
    color: var(--amber);
  }

  .fault {
    margin: 0;
    padding: 10px 16px;
    background: var(--warm-tint);
    color: var(--warm);
    font-weight: 600;
  }

  .moves {
    flex: none;
    display: grid;
    gap: 8px;
    padding: 10px 16px;
    border-top: 1px solid var(--line);
    background: var(--raised);
  }

  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    max-height: 26vh;
    overflow-y: auto;
    padding: 3px;
  }

  .choice-row {
    display: contents;
  }

  .choices button {
    min-height: 38px;
    padding: 2px 14px;
    border-color: var(--calm);
    border-radius: 19px;
    text-align: left;
    line-height: 1.3;
  }

  .choices button.always {
    padding: 2px 10px;
    border-color: var(--line);
    background: var(--paper);
    color: var(--soft);
    font-size: 0.88rem;
  }

  form,
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  input {
    flex: 1 1 160px;
    min-width: 0;
    min-height: 46px;
    padding: 6px 14px;
    border: 2px solid var(--line);
    border-radius: 12px;
    background: var(--paper);
  }

  .tools button {
    min-height: 40px;
    padding: 2px 12px;
    font-size: 0.95rem;
  }

  details {
    max-height: 22vh;
    flex: none;
    overflow-y: auto;
    padding: 8px 16px;
    border-top: 1px solid var(--line);
  }

  summary {
    min-height: 28px;
    cursor: pointer;
  }

  dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 2px 14px;
    margin: 6px 0 4px;
    font-size: 0.95rem;
  }

  dt {
    color: var(--soft);
  }

  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
`;
