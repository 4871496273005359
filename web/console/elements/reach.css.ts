/** The look of the panel "How I am called". */

import { css } from "lit";

export const reachStyles = css`
  :host {
    display: block;
    overflow-y: auto;
  }

  .panel {
    display: grid;
    gap: 14px;
    max-width: 760px;
    margin: 0 auto;
    padding: 16px;
  }

  section,
  fieldset {
    margin: 0;
    padding: 14px 18px;
    border: 1px solid var(--line);
    border-radius: 14px;
    background: var(--raised);
  }

  fieldset fieldset {
    padding: 0;
    border: 0;
  }

  h2,
  h3 {
    margin: 0 0 6px;
    font-size: 1.1rem;
  }

  h2 {
    font-size: 1.25rem;
  }

  p,
  ol {
    margin: 0 0 8px;
  }

  .soft {
    color: var(--soft);
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 8px 12px;
  }

  label.field {
    flex: 1 1 14rem;
    display: grid;
    gap: 4px;
  }

  input:not([type="checkbox"]) {
    min-height: 48px;
    padding: 8px 14px;
    border: 2px solid var(--line);
    border-radius: 12px;
    background: var(--paper);
  }

  label.choice {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-height: 44px;
    margin-right: 16px;
  }

  input[type="checkbox"] {
    width: 22px;
    height: 22px;
    accent-color: var(--calm);
  }

  .contact {
    display: flex;
    align-items: center;
    gap: 12px;
    margin-bottom: 8px;
  }

  .code {
    font-size: 1.6rem;
    font-weight: 700;
    letter-spacing: 0.15em;
    user-select: all;
  }

  .fault {
    color: var(--warm);
    font-weight: 600;
  }
`;
