/** The look of what was told already, of notes and of whispers. */

import { css } from "lit";

export const papersStyles = css`
  :host {
    display: block;
  }

  h3 {
    margin: 12px 0 4px;
    font-size: 1rem;
  }

  h3:first-child {
    margin-top: 0;
  }

  p,
  ul,
  ol,
  dl {
    margin: 0 0 8px;
  }

  ul,
  ol {
    padding: 0;
    list-style: none;
  }

  li {
    padding: 4px 0;
    border-bottom: 1px solid var(--line);
  }

  li li {
    padding: 2px 0 2px 14px;
    border: 0;
  }

  .soft {
    color: var(--soft);
  }

  .text {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  dl {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 250px), 1fr));
    gap: 2px 20px;
  }

  dl div {
    display: flex;
    justify-content: space-between;
    gap: 12px;
    padding: 3px 0;
    border-bottom: 1px solid var(--line);
  }

  dt {
    color: var(--soft);
  }

  dd {
    margin: 0;
    font-weight: 600;
    text-align: right;
    overflow-wrap: break-word;
  }

  .grave dd {
    color: var(--warm);
  }

  .told {
    color: var(--warm);
    font-weight: 600;
  }

  textarea {
    display: block;
    width: 100%;
    min-height: 72px;
    padding: 8px 12px;
    border: 2px solid var(--line);
    border-radius: 12px;
    background: var(--paper);
    resize: vertical;
  }

  label {
    display: block;
    font-weight: 600;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 6px 12px;
    margin: 6px 0 0;
  }
`;
