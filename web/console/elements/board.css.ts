/** How the supervisors' board looks. */

import { css } from "lit";

export const boardStyles = css`
  :host {
    display: block;
    padding: 12px 16px 24px;
    overflow-y: auto;
  }

  h2,
  h3 {
    margin: 0;
    font-size: 1.15rem;
  }

  h3 {
    margin: 20px 0 8px;
    font-size: 1.05rem;
  }

  p {
    margin: 0;
  }

  .soft {
    color: var(--soft);
  }

  .warn {
    margin: 8px 0;
    padding: 8px 14px;
    border-radius: 12px;
    background: var(--warm-tint);
    color: var(--warm);
    font-weight: 600;
  }

  /* Keeps its place, so that nothing jumps when it speaks. */
  .stale {
    min-height: 1.5em;
    color: var(--warm);
    font-weight: 600;
  }

  ul {
    display: grid;
    gap: 8px;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 14px;
    padding: 8px 14px;
    border: 1px solid var(--line);
    border-radius: 12px;
    background: var(--raised);
  }

  .breaches li {
    border: 2px solid var(--warm);
    background: var(--warm-tint);
  }

  .over {
    color: var(--warm);
    font-weight: 700;
  }

  .tiles {
    grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
  }

  .tiles li {
    display: block;
  }

  .number {
    font-size: 1.6rem;
    font-weight: 700;
    font-variant-numeric: tabular-nums;
  }

  .grow {
    flex: 1 1 14rem;
    min-width: 0;
  }

  .ways {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .ways button {
    min-height: 44px;
  }

  .colleagues {
    grid-template-columns: repeat(auto-fill, minmax(240px, 1fr));
  }

  .colleagues li {
    display: block;
  }

  .absent {
    opacity: 0.75;
  }

  .presence::before {
    content: "○ ";
  }

  .presence.here::before {
    content: "● ";
    color: var(--calm);
  }
`;
