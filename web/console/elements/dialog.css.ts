/** What the dialogs about casework have in common. */

import { css } from "lit";

export const dialogStyles = css`
  dialog {
    width: min(94vw, 560px);
    max-height: 94dvh;
    padding: 20px 24px;
    overflow-y: auto;
    border: 1px solid var(--line);
    border-radius: 18px;
    background: var(--raised);
    color: var(--ink);
  }

  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }

  h2 {
    margin: 0 0 12px;
    font-size: 1.2rem;
  }

  p {
    margin: 0 0 10px;
  }

  .soft {
    color: var(--soft);
  }

  fieldset {
    margin: 0 0 12px;
    padding: 0;
    border: 0;
  }

  legend,
  .label {
    margin-bottom: 4px;
    padding: 0;
    font-weight: 600;
  }

  .field {
    display: block;
    margin-bottom: 12px;
  }

  .choice {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 44px;
    padding: 4px 0;
    line-height: 1.35;
    cursor: pointer;
  }

  .choice input {
    flex: none;
    width: 20px;
    height: 20px;
    accent-color: var(--calm);
  }

  select,
  textarea {
    display: block;
    width: 100%;
    min-height: 50px;
    padding: 8px 12px;
    border: 2px solid var(--line);
    border-radius: 12px;
    background: var(--paper);
  }

  textarea {
    min-height: 84px;
    resize: vertical;
  }

  .told {
    padding: 8px 14px;
    border-radius: 12px;
    background: var(--warm-tint);
    color: var(--warm);
    font-weight: 600;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: 10px;
    margin-top: 14px;
  }
`;
