/** How a case looks that is not open. */

import { css } from "lit";

export const previewStyles = css`
  :host {
    flex: 1;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 16px;
    min-height: 0;
    padding: 24px;
    overflow-y: auto;
    text-align: center;
  }

  p {
    margin: 0;
    max-width: 34rem;
  }

  .soft {
    color: var(--soft);
  }

  .chips {
    justify-content: center;
  }

  .claim {
    min-height: 60px;
    padding: 0 32px;
    font-size: 1.15rem;
  }

  .loss {
    padding: 10px 18px;
    border: 2px solid var(--warm);
    border-radius: 12px;
    background: var(--warm-tint);
    color: var(--warm);
    font-weight: 700;
  }

  .kept {
    display: grid;
    gap: 8px;
    width: min(100%, 34rem);
    text-align: left;
  }

  .kept label {
    font-weight: 600;
  }

  .kept span {
    min-height: 1.5em;
  }

  textarea {
    display: block;
    width: 100%;
    padding: 10px 14px;
    border: 2px solid var(--line);
    border-radius: 12px;
    background: var(--sunken);
    font-weight: 400;
    resize: vertical;
  }

  .reopen {
    text-align: left;
  }

  fieldset {
    margin: 0 0 12px;
    padding: 0;
    border: 0;
  }

  legend {
    padding: 0;
    font-weight: 600;
  }

  .choice {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 44px;
    cursor: pointer;
  }

  .choice input {
    width: 20px;
    height: 20px;
    accent-color: var(--calm);
  }

  .told {
    margin-bottom: 10px;
    color: var(--warm);
    font-weight: 600;
  }
`;
