/** How the whole console is laid out. */

import { css } from "lit";

export const consoleStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 100dvh;
  }

  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 16px;
    padding: 8px 16px;
    border-bottom: 1px solid var(--line);
    background: var(--raised);
  }

  h1 {
    margin: 0;
    font-size: 1.15rem;
  }

  .gap {
    flex: 1;
  }

  .connection {
    flex: 1 1 150px;
    margin: 0;
    color: var(--soft);
  }

  .connection::before {
    content: "●";
    margin-right: 6px;
    color: var(--calm);
  }

  .connection.connecting::before,
  .connection.broken::before,
  .connection.closed::before {
    content: "▲";
    color: var(--warm);
  }

  .connection.broken {
    color: var(--warm);
    font-weight: 600;
  }

  select {
    min-height: 44px;
    padding: 0 10px;
    border: 1px solid var(--line);
    border-radius: 12px;
    background: var(--raised);
  }

  .desk {
    flex: 1;
    min-height: 0;
    display: grid;
    grid-template: "queue case" minmax(0, 1fr) "alerts case" auto / clamp(280px, 29vw, 380px) minmax(0, 1fr);
  }

  mk-queue {
    grid-area: queue;
    min-height: 0;
  }

  /* Under the list, so that no row moves under the hand when something rings. */
  mk-alerts {
    grid-area: alerts;
  }

  mk-case {
    grid-area: case;
    min-height: 0;
    min-width: 0;
    border-left: 1px solid var(--line);
  }

  .back {
    display: none;
  }

  mk-board,
  mk-reach,
  mk-rota {
    flex: 1;
    min-height: 0;
  }

  mk-flows {
    flex: 1;
    min-height: 0;
  }

  nav {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    min-width: 0;
  }

  nav button {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 44px;
    border-color: transparent;
  }

  nav button[aria-current="page"] {
    background: var(--calm-tint);
    border-color: var(--calm);
    font-weight: 600;
  }

  .count {
    padding: 0 10px;
    border-radius: 999px;
    background: var(--sunken);
    font-size: 0.9rem;
    font-weight: 400;
    white-space: nowrap;
  }

  .count.some {
    background: var(--warm);
    color: var(--on-warm);
    font-weight: 700;
  }

  .alone {
    flex: 1;
    display: grid;
    place-items: center;
    padding: 16px;
  }

  @media (max-width: 1440px) {
    header.working h1 {
      display: none;
    }
  }

  @media (max-width: 1400px) {
    .name {
      max-width: 7rem;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
  }

  @media (max-width: 1000px) {
    header {
      gap: 6px 10px;
    }

    .name {
      max-width: 6rem;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
  }

  /* A phone shows the list or the case; what rings stands above both. */
  @media (max-width: 820px) {
    .desk {
      grid-template: "alerts" auto "back" auto "queue" minmax(0, 1fr) "case" auto / minmax(0, 1fr);
    }

    .desk.chosen {
      grid-template: "alerts" auto "back" auto "case" minmax(0, 1fr) / minmax(0, 1fr);
    }

    .desk.chosen mk-queue {
      display: none;
    }

    .desk.chosen .back {
      display: block;
      grid-area: back;
      min-height: 44px;
      border-width: 0 0 1px;
      border-radius: 0;
      text-align: left;
    }

    .desk:not(.chosen):not(.finished) mk-case {
      display: none;
    }

    .desk.chosen mk-alerts {
      max-height: 26dvh;
    }

    mk-case {
      overflow-y: auto;
      border-left: 0;
    }
  }

  @media (max-width: 480px) {
    header {
      padding: 6px 10px;
    }

    nav {
      flex: 1 1 100%;
      flex-wrap: nowrap;
      gap: 2px;
      overflow-x: auto;
    }

    /* Who waits stays in view. */
    nav button:first-of-type {
      position: sticky;
      left: 0;
      z-index: 1;
    }

    nav button[aria-current="false"]:first-of-type {
      background: var(--raised);
    }

    nav button {
      flex: none;
      gap: 6px;
      padding: 0.3rem 0.6rem;
    }

    header > button,
    select {
      min-height: 44px;
      max-width: 45vw;
    }

    .connection.open {
      display: none;
    }

    .name {
      display: none;
    }
  }
`;
