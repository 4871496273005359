/** What every element of both screens shares; shadow roots do not see the page's own rules. */

import { css } from "lit";

export const look = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  :focus-visible {
    outline: 3px solid var(--focus);
    outline-offset: 2px;
  }

  [hidden] {
    display: none !important;
  }

  button,
  textarea,
  input,
  select {
    font: inherit;
    color: inherit;
  }

  button {
    min-height: 48px;
    padding: 0.4rem 1rem;
    border: 1px solid var(--line);
    border-radius: 12px;
    background: var(--raised);
    cursor: pointer;
  }

  button:hover:not(:disabled) {
    border-color: var(--calm);
  }

  button:disabled {
    opacity: 0.55;
    cursor: default;
  }

  button.primary {
    background: var(--calm);
    border-color: var(--calm);
    color: var(--on-calm);
    font-weight: 600;
  }

  button.grave {
    background: var(--warm);
    border-color: var(--warm);
    color: var(--on-warm);
    font-weight: 600;
  }

  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (prefers-reduced-motion: reduce) {
    * {
      animation: none !important;
      transition: none !important;
    }
  }
`;
