/** The look of the rota. */

import { css } from "lit";

export const rotaStyles = css`
  :host {
    display: block;
    overflow-y: auto;
  }

  main {
    max-width: 1080px;
    margin: 0 auto;
    padding: 16px;
  }

  h2,
  h3 {
    margin: 0 0 6px;
    font-size: 1.1rem;
  }

  h2 {
    font-size: 1.25rem;
  }

  p {
    margin: 0 0 8px;
  }

  .soft {
    color: var(--soft);
  }

  .uncovered {
    padding: 10px 16px;
    border-radius: 12px;
    background: var(--warm-tint);
    color: var(--warm);
    font-weight: 700;
  }

  .status {
    min-height: 1.5em;
  }

  .fault {
    color: var(--warm);
    font-weight: 600;
  }

  a.button {
    display: inline-flex;
    align-items: center;
    min-height: 44px;
    color: var(--calm);
    font-weight: 600;
  }

  ol,
  ul {
    margin: 0 0 16px;
    padding: 0;
    list-style: none;
  }

  .days {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 300px), 1fr));
    gap: 10px;
  }

  .days > li,
  details {
    padding: 10px 14px;
    border: 1px solid var(--line);
    border-radius: 12px;
    background: var(--raised);
  }

  .days > li.lacking {
    border-color: var(--warm);
  }

  .days ul {
    margin: 0;
  }

  .days li li {
    display: flex;
    flex-wrap: wrap;
    gap: 0 10px;
    padding: 3px 6px;
    border-radius: 8px;
  }

  .time {
    min-width: 7.5em;
    font-variant-numeric: tabular-nums;
  }

  .own {
    background: var(--calm-tint);
    font-weight: 700;
  }

  .gap {
    background: var(--warm-tint);
    color: var(--warm);
    font-weight: 700;
  }

  details {
    margin-bottom: 10px;
  }

  summary {
    min-height: 44px;
    padding: 8px 0;
    font-weight: 600;
    cursor: pointer;
  }

  form {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 8px 12px;
  }

  label {
    flex: 1 1 13rem;
    display: grid;
    gap: 4px;
    font-weight: 600;
  }

  input,
  select {
    width: 100%;
    min-height: 48px;
    padding: 8px 12px;
    border: 2px solid var(--line);
    border-radius: 12px;
    background: var(--paper);
  }

  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 12px;
    padding: 4px 0;
    border-bottom: 1px solid var(--line);
  }
`;
