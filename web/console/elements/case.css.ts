/** How one case is laid out. */

import { css } from "lit";

export const caseStyles = css`
  :host {
    display: flex;
    flex-direction: column;
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 10px;
    padding: 8px 20px;
    border-bottom: 1px solid var(--line);
    background: var(--raised);
  }

  .who {
    flex: 1 1 8rem;
  }

  .head .chips {
    flex: 1 1 100%;
    align-items: center;
  }

  .soft {
    color: var(--soft);
  }

  @media (max-width: 480px) {
    .head {
      gap: 4px 6px;
      padding: 6px 10px;
    }

    .who {
      flex-basis: 100%;
    }

    .head .chips {
      flex-wrap: nowrap;
      min-width: 0;
      overflow-x: auto;
      white-space: nowrap;
    }

    .head .chips > * {
      flex: none;
    }
  }

  mk-history {
    flex: 1;
    min-height: 120px;
  }

  mk-paperbar,
  mk-reply {
    flex: none;
  }

  .loading {
    margin: auto;
  }

  .notice,
  .offered {
    margin: 0;
    padding: 10px 20px;
    background: var(--warm-tint);
    color: var(--warm);
    font-weight: 600;
  }

  .offered {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 14px;
    background: var(--calm-tint);
    color: var(--ink);
  }

  .offered p {
    flex: 1 1 14rem;
    margin: 0;
  }
`;
